// Writes the words that a policy may use into its JSON Schema: `npm run schema`. The test suite holds them together.
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { allLicenseIds } from '../src/core/licenses/ids';
import {
  ASK_PLACEHOLDERS,
  BLUE_OAK_TIERS,
  BUILT_IN_POLICIES,
  CATEGORIES,
  FINDING_CODES,
  GROUP_DECISIONS,
  GUIDANCE_IDS,
  OVERRIDABLE_KEYS,
  SCOPES,
  SEVERITIES,
  SHIPPING,
  TRANSITIVE_DECISIONS,
} from '../src/core/policy/vocabulary';
import { SCORECARD_CHECKS } from '../src/core/scorecard/weakest';

export const SCHEMA_FILE = new URL('../resources/schemas/policy.schema.json', import.meta.url);

type Json = Record<string, unknown>;

/** The schema with the words of the core in their places. */
export function withVocabulary(schema: Json): Json {
  const result = structuredClone(schema);
  const words: Record<string, readonly string[]> = {
    overridableKey: OVERRIDABLE_KEYS,
    shipping: SHIPPING,
    scope: SCOPES,
    severityName: SEVERITIES,
    severityOrOff: [...SEVERITIES, 'off'],
    decision: GROUP_DECISIONS,
    guidanceId: GUIDANCE_IDS,
    licenseGroup: [
      ...CATEGORIES,
      'osi-approved',
      'fsf-libre',
      ...BLUE_OAK_TIERS.map((tier) => `blue-oak:${tier}`),
    ],
    spdxLicense: [...allLicenseIds()].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  };
  for (const [name, list] of Object.entries(words)) at(result, 'definitions', name).enum = list;
  at(result, 'definitions', 'reference').anyOf = [
    { enum: BUILT_IN_POLICIES.map((name) => `ospo-lens:${name}`) },
    ...(at(result, 'definitions', 'reference').anyOf as Json[]).slice(1),
  ];
  at(result, 'properties', 'severity').properties = fields(FINDING_CODES, 'severityOrOff');
  at(result, 'properties', 'transitive', 'properties', 'severity').properties = fields(
    FINDING_CODES,
    'severityOrOff',
  );
  at(result, 'properties', 'transitive', 'properties', 'decision').enum = TRANSITIVE_DECISIONS;
  at(result, 'properties', 'scorecard', 'properties', 'floors').properties = fields(
    SCORECARD_CHECKS,
    'floor',
  );
  return result;
}

/** The placeholders that the schema's pattern for `ask.template` knows, to compare with the core's. */
export function askPlaceholders(schema: Json): string {
  const { pattern } = at(schema, 'properties', 'ask', 'properties', 'template') as { pattern: string };
  return /\\\{\(([a-z|]+)\)/.exec(pattern)?.[1] ?? '';
}

export const expectedPlaceholders = ASK_PLACEHOLDERS.join('|');

function fields(names: readonly string[], definition: string): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${definition}` }]));
}

function at(schema: Json, ...path: readonly string[]): Json {
  return path.reduce((node, key) => node[key] as Json, schema);
}

async function main(): Promise<void> {
  const schema = JSON.parse(await readFile(SCHEMA_FILE, 'utf8')) as Json;
  const options = await resolveConfig(SCHEMA_FILE);
  await writeFile(
    SCHEMA_FILE,
    await format(JSON.stringify(withVocabulary(schema)), { ...options, parser: 'json' }),
  );
}

if (process.argv[1]?.endsWith('schema.ts')) void main();
