import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { askPlaceholders, expectedPlaceholders, SCHEMA_FILE, withVocabulary } from '../../../scripts/schema';
import { parsePolicy } from '../../../src/core/policy/parse';

type Json = Record<string, unknown>;

const schema = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as Json;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

const PIN = '#sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/** Policies without "version: 1", which is put in front; by what they are about. */
const ACCEPTED: Readonly<Record<string, readonly string[]>> = {
  'the head': [
    'name: Acme',
    'revision: 2026',
    'shipping: hosted',
    'x-anything: { goes: here }',
    '$schema: ./policy.schema.json',
  ],
  extends: [
    'extends: ./base.yaml',
    'extends: base.yml',
    'extends: policies/base.json',
    'extends: ../base.yaml',
    `extends: https://acme.example/policy.yaml${PIN}`,
    'extends: [ospo-lens:strict, "@acme/policy"]',
    'extends: "@acme/policy/strict.yaml"',
    'extends: acme-policy',
    'extends: npm:acme-policy/strict.yaml',
    'overridable: ["*"]',
    'overridable: [severity, licenses.unmentioned]',
  ],
  licenses: [
    'licenses: { allow: [MIT, permissive, osi-approved, "blue-oak:bronze"] }',
    'licenses: { allow: MIT }',
    'licenses: { allow: [] }',
    'licenses: { allow: ["GPL-2.0-only WITH Classpath-exception-2.0", "Apache-2.0+", LicenseRef-acme] }',
    'licenses: { allow: [GPL-2.0] }',
    'licenses: { conditions: [{ license: MPL-2.0, conditions: publish your changes }] }',
    'licenses: { deny: [{ licenses: [network-copyleft], when: { scope: production, path: "apps/**" }, reason: no, clause: 2.10 }] }',
    'licenses: { deny: { license: JSON } }',
    'licenses: { unmentioned: deny, not-spdx: review }',
  ],
  packages: [
    'packages: { deny: [event-stream@3.3.6, "@acme/*", "a@>=1 <2", "pkg:npm/%40acme/ui@1.2.3"] }',
    'packages: { deny: [{ package: a, reason: b, instead: [c], link: https://example.com, clause: SEC-12 }] }',
    'packages: { approve: [{ packages: [a, b], when: { shipping: [internal] } }] }',
    'packages: { review: a }',
  ],
  'exceptions and clarifications': [
    'exceptions: [{ package: sharp, reason: fast, approver: Jo, link: decisions/88.md, expires: 2026-12-31, conditions: [unmodified only], id: OSPO-88 }]',
    'exceptions: { package: sharp, reason: fast }',
    'clarifications: [{ package: busboy@^1, license: MIT, seen: LICENSE }]',
  ],
  health: [
    'scorecard: { history: reporting/database.json }',
    'scorecard: { history: [../database.json, https://acme.example/database.json], total: 3 }',
    'scorecard: { floors: { Maintained: 5, Dangerous-Workflow: { minimum: 10, severity: error, clause: 3 } }, total: 3 }',
    'health: { no-release-for-months: 36 }',
    'health: { attested-provenance: true }',
    'severity: { license.review: error, alternative.approved: off }',
    'transitive: { decision: ignore }',
    'transitive: { decision: judge, severity: { license.conditions: off } }',
  ],
  guidance: [
    'alternatives: [{ package: moment, need: Dates, use: [{ name: date-fns, range: ^4.1.0, reason: a, link: "https://example.com", notes: b, drop-in: false }] }]',
    'alternatives: [{ need: HTTP client, use: "undici@^7" }]',
    'private: ["@acme/*", acme-*]',
    'clauses: { "2.3": { title: Network copyleft, link: docs/licenses.md#network } }',
    'documents: [{ title: Licenses, location: docs/licenses.md }]',
    'onboarding: { title: Begin, document: docs/begin.md }',
    'onboarding: [{ title: Begin, document: "https://a.example/x", replaces: [contributing, ospo-model] }]',
    'community-catalog: true',
    'ask: { template: "mailto:ospo@example.com?subject={title}&body={body}" }',
    'ask: { label: Ask, template: "https://github.com/acme/ospo/issues/new?title={title}" }',
    'ask: { template: "mailto:?subject={title}" }',
  ],
};

const REJECTED: Readonly<Record<string, readonly string[]>> = {
  'the head': ['names: Acme', 'name: [Acme]', 'shipping: hostde', 'name:', 'extra: 1'],
  extends: [
    'extends: https://acme.example/policy.yaml',
    'extends: http://acme.example/policy.yaml',
    'extends: https://acme.example/policy.yaml#sha256-abc',
    'extends: ospo-lens:lenient',
    'extends: ftp://acme.example/policy.yaml',
    'extends: "@acme/policy/../../etc"',
    'overridable: [severities]',
  ],
  licenses: [
    'licenses: { allow: [MTI] }',
    'licenses: { allow: [mit] }',
    'licenses: { allow: ["MIT OR Apache-2.0"] }',
    'licenses: { allow: [UNLICENSED] }',
    'licenses: { allow: [blue-oak:copper] }',
    'licenses: { allow: [{ reason: none }] }',
    'licenses: { allow: [{ license: MIT, wehn: { scope: peer } }] }',
    'licenses: { deny: [{ license: MIT, when: { scope: prod } }] }',
    'licenses: { deny: [{ license: MIT, when: { scope: [] } }] }',
    'licenses: { deny: [{ license: MIT, when: { path: "{a,b}/**" } }] }',
    'licenses: { conditions: [MPL-2.0] }',
    'licenses: { conditions: [{ license: MPL-2.0 }] }',
    'licenses: { unmentioned: conditions }',
    'licenses: [MIT]',
  ],
  packages: [
    'packages: { deny: ["a b"] }',
    'packages: { deny: ["a/b"] }',
    'packages: { deny: [{ reason: none }] }',
    'packages: { deny: [{ package: a, link: "javascript:alert(1)" }] }',
    'packages: { forbid: [a] }',
  ],
  'exceptions and clarifications': [
    'exceptions: [{ package: sharp }]',
    'exceptions: [{ reason: fast }]',
    'exceptions: [{ package: sharp, reason: fast, expires: 31.12.2026 }]',
    'exceptions: [sharp]',
    'clarifications: [{ package: busboy }]',
  ],
  health: [
    'scorecard: { floors: { maintained: 5 } }',
    'scorecard: { history: http://acme.example/database.json }',
    'scorecard: { history: mailto:a@acme.example }',
    'scorecard: { history: { url: database.json } }',
    'scorecard: { floors: { Maintained: 11 } }',
    'scorecard: { floors: { Maintained: { severity: error } } }',
    'scorecard: { floors: { Maintained: "5" } }',
    'health: { no-release-for-months: 0 }',
    'health: { attested-provenance: 1 }',
    'severity: { license.review: fatal }',
    'severity: { license.rewiew: error }',
  ],
  guidance: [
    'alternatives: [{ package: moment }]',
    'alternatives: [{ use: date-fns@^4 }]',
    'alternatives: [{ package: moment, use: date-fns }]',
    'alternatives: [{ package: moment, use: [{ name: date-fns }] }]',
    'alternatives: [{ package: moment, use: [{ name: date-fns, range: ^4, drop-in: yes-indeed }] }]',
    'private: ["@acme/*@1"]',
    'documents: [{ title: Licenses }]',
    'onboarding: [{ title: Begin }]',
    'onboarding: [{ title: Begin, document: "command:run" }]',
    'onboarding: [{ title: Begin, document: a.md, replaces: [contributin] }]',
    'community-catalog: "yes"',
    'transitive: { decision: never }',
    'transitive: { severity: { license.conditions: quiet } }',
    'documents: [{ title: Licenses, location: "command:run" }]',
    'ask: { label: Ask }',
    'ask: { template: "http://example.com" }',
    'ask: { template: "https://{package}.example.com" }',
    'ask: { template: "mailto:{package}@example.com" }',
    'ask: { template: "https://example.com/?q={packge}" }',
  ],
};

describe('the policy schema and the parser agree', () => {
  for (const [topic, texts] of Object.entries(ACCEPTED)) {
    for (const text of texts) it(`${topic}: accept ${text}`, () => accepts(`version: 1\n${text}`));
  }
  for (const [topic, texts] of Object.entries(REJECTED)) {
    for (const text of texts) it(`${topic}: reject ${text}`, () => rejects(`version: 1\n${text}`));
  }
  it('reject a policy without a version', () => rejects('name: Acme'));
  it('reject another version', () => rejects('version: 2'));
  it('reject what is no map', () => rejects('[]'));
});

describe('the policy schema', () => {
  it('holds the words of the core (npm run schema writes them)', () => {
    assert.deepEqual(schema, withVocabulary(schema));
    assert.equal(askPlaceholders(schema), expectedPlaceholders);
  });

  it('describes every key, for completion and hover', () => {
    const missing: string[] = [];
    walk(schema, '', (node, path) => {
      if (typeof node.properties !== 'object' || /severity$|floors$|allOf/.test(path)) return;
      for (const [key, value] of Object.entries(node.properties as Record<string, Json>)) {
        const target = typeof value.$ref === 'string' ? resolve(value.$ref) : undefined;
        if ((value.description ?? target?.description) === undefined) missing.push(`${path}.${key}`);
      }
    });
    assert.deepEqual(missing, []);
  });

  for (const file of shippedPolicies()) {
    it(`accepts ${file}`, () => accepts(readFileSync(`resources/policy/${file}`, 'utf8')));
  }
});

function accepts(text: string): void {
  assert.equal(validate(parse(text)), true, JSON.stringify(validate.errors));
  assert.deepEqual(complaints(text), []);
}

function rejects(text: string): void {
  assert.equal(validate(parse(text)), false, 'the schema accepts it');
  assert.notDeepEqual(complaints(text), [], 'the parser accepts it');
}

function complaints(text: string): string[] {
  const { problems } = parsePolicy(text, { origin: 'policy.yaml' });
  return problems.filter(({ severity }) => severity !== 'information').map(({ message }) => message);
}

function shippedPolicies(): string[] {
  const starters = readdirSync('resources/policy/starters').map((file) => `starters/${file}`);
  return ['default.yaml', ...starters];
}

function walk(node: unknown, path: string, visit: (node: Json, path: string) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node as Json, path);
  for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`, visit);
}

function resolve(ref: string): Json | undefined {
  return ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, key) => (node as Json)[key], schema) as Json;
}
