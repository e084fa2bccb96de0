import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parsePolicy } from '../../../src/core/policy/parse';

const DOCS = 'resources/docs';
const GUIDE = `${DOCS}/policy-guide.md`;
const pages = [GUIDE, ...readdirSync(`${DOCS}/policy`).map((file) => `${DOCS}/policy/${file}`)];
const policies = [
  'resources/policy/default.yaml',
  ...readdirSync('resources/policy/starters').map((file) => `resources/policy/starters/${file}`),
];

describe('the policy guide', () => {
  const examples = [...readFileSync(GUIDE, 'utf8').matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, text]) => text ?? '',
  );

  it('has examples', () => assert.ok(examples.length > 10));

  for (const [index, text] of examples.entries()) {
    it(`example ${index + 1} is a policy without problems`, () => {
      assert.deepEqual(parsePolicy(text, { origin: 'example' }).problems, []);
    });
  }

  it('explains every key', () => {
    const text = readFileSync(GUIDE, 'utf8');
    const { properties } = JSON.parse(readFileSync('resources/schemas/policy.schema.json', 'utf8')) as {
      properties: Record<string, unknown>;
    };
    const missing = Object.keys(properties).filter((key) => key !== '$schema' && !text.includes(`${key}:`));
    assert.deepEqual(missing, []);
  });
});

describe('the links of the policies and their documents', () => {
  for (const file of policies) {
    it(`${file} leads to headings that exist`, () => {
      const { value } = parsePolicy(readFileSync(file, 'utf8'), { origin: file });
      const clauses = Object.values(value.layer?.clauses ?? {}).flatMap(({ link }) => link ?? []);
      const documents = value.documents.map(({ location }) => location);
      assert.deepEqual(
        [...clauses, ...documents].filter((link) => !leadsSomewhere(file, link)),
        [],
      );
    });
  }

  for (const page of pages) {
    it(`${page} leads to pages and headings that exist`, () => {
      const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');
      assert.deepEqual(
        links.filter((link) => !leadsSomewhere(page, link)),
        [],
      );
    });
  }

  it('name a clause of the policy wherever a rule names one', () => {
    for (const file of policies) {
      const { value } = parsePolicy(readFileSync(file, 'utf8'), { origin: file });
      const { licenseRules, packageRules, floors, alternatives } = value;
      const named = [...licenseRules, ...packageRules, ...floors, ...alternatives].map(
        ({ clause }) => clause,
      );
      assert.deepEqual(
        named.filter(({ id, title }) => id === undefined || title === undefined),
        [],
        file,
      );
    }
  });
});

function leadsSomewhere(from: string, link: string): boolean {
  if (/^https:\/\//.test(link)) return true;
  const [path = '', heading] = link.split('#');
  const file = path === '' ? from : join(dirname(from), path);
  return existsSync(file) && (heading === undefined || headings(file).includes(heading));
}

/** Anchors as GitHub and VS Code make them. */
function headings(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
