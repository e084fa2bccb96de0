import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseRequests } from '../../src/core/index';
import {
  ASK_PLACEHOLDERS,
  BUILT_IN_POLICIES,
  FINDING_CODES,
  GUIDANCE_IDS,
  OVERRIDABLE_KEYS,
} from '../../src/core/policy/vocabulary';
import { loadPolicy } from '../../src/sources/policyFile';
import { root as project, textOf } from './documents';

const guide = textOf('resources/docs/policy-guide.md');
const fenced = (kind: string) =>
  [...guide.matchAll(new RegExp(`\`\`\`${kind}\\n([^]*?)\`\`\``, 'g'))].map(([, text = '']) => text);
const policies = fenced('yaml');
const organization = policies.find((text) => /^overridable:/m.test(text)) ?? '';

/** The words in backticks of the paragraph that begins with `first`. */
function wordsOf(first: string): string[] {
  const from = guide.indexOf(first);
  assert.ok(from >= 0, first);
  const paragraph = guide.slice(from).split('\n\n')[0] ?? '';
  return [...paragraph.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

describe('the examples of the policy guide, read as the product reads them', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ospo-lens-guide-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const [index, text] of policies.entries()) {
    it(`takes effect in full: ${index + 1}, ${text.split('\n')[1]}`, async () => {
      const installed = join(folder, 'node_modules/@acme/open-source-policy/ospo-policy.yaml');
      mkdirSync(dirname(installed), { recursive: true });
      writeFileSync(installed, organization);
      writeFileSync(join(folder, 'ospo-policy.yaml'), text);
      const resourcesDir = join(project, 'resources');
      const { problems } = await loadPolicy({
        folder,
        root: folder,
        trusted: true,
        resourcesDir,
        offline: true,
      });
      assert.deepEqual(problems, []);
    });
  }

  it('has requests that can be read', () => {
    const [text = ''] = fenced('yml');
    const { value, problems } = parseRequests(text, 'ospo-requests.yaml');
    assert.deepEqual([value.length, problems], [1, []]);
  });
});

/** Every key that a policy may have, at any depth. */
function keysIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { readonly properties?: object };
  const below = Object.values(schema).flatMap(keysIn);
  return properties === undefined ? below : [...Object.keys(properties), ...below];
}

describe('the words of the policy guide', () => {
  it('are all keys that there are; codes and checks have pages of their own', () => {
    const keys = new Set(keysIn(JSON.parse(textOf('resources/schemas/policy.schema.json'))));
    assert.ok(keys.size > 60);
    const pages = [guide, textOf('resources/docs/findings.md'), textOf('resources/docs/policy/scorecard.md')];
    const words = new Set(pages.flatMap((page) => page.match(/[$\w][\w.-]*/g) ?? []));
    assert.deepEqual(
      [...keys].filter((key) => !words.has(key)),
      [],
    );
  });

  it('are all that a template can say', () => {
    const told = wordsOf('`{title}` and `{body}` are').map((word) => word.slice(1, -1));
    assert.deepEqual(told.sort(), [...ASK_PLACEHOLDERS].sort());
  });

  it('are all that can be marked as overridable', () => {
    const told = wordsOf('`overridable` takes').slice(1);
    assert.deepEqual(told.sort(), [...OVERRIDABLE_KEYS].sort());
  });

  it('are all texts that can be replaced', () => {
    assert.deepEqual(wordsOf('`replaces` takes').slice(1).sort(), [...GUIDANCE_IDS].sort());
  });

  it('are all policies that ship inside', () => {
    for (const name of BUILT_IN_POLICIES)
      assert.ok(guide.includes(`\`${name}\``) || guide.includes(`ospo-lens:${name}`), name);
  });

  it('are codes that there are', () => {
    const blocks = policies.filter((text) => /^(severity|transitive):/m.test(text));
    const codes = blocks.flatMap((text) => text.match(/\b[a-z]+\.[a-z-]+(?=:)/g) ?? []);
    assert.ok(codes.length > 4);
    assert.deepEqual(
      codes.filter((code) => !FINDING_CODES.some((known) => known === code)),
      [],
    );
  });
});
