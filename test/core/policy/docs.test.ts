import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { parsePolicy } from '../../../src/core/policy/parse';
import { leadsSomewhere } from '../../docs/documents';

const GUIDE = 'resources/docs/policy-guide.md';
const policies = [
  'resources/policy/default.yaml',
  ...readdirSync('resources/policy/starters').map((file) => `resources/policy/starters/${file}`),
];

describe('the policy guide', () => {
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
