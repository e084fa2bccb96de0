import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { nearest } from '../../../src/core/policy/nearest';
import { extendsOf, parseReference } from '../../../src/core/policy/references';
import { parsePolicy } from '../../../src/core/policy/parse';

const SPAN = { start: 0, end: 1 };
const content = 'version: 1\n';
const hex = createHash('sha256').update(content).digest('hex');
const base64 = createHash('sha256').update(content).digest('base64');

describe('parseReference', () => {
  const cases: readonly [text: string, expected: Readonly<Record<string, unknown>> | string][] = [
    ['./base.yaml', { kind: 'file', path: './base.yaml' }],
    ['base.json', { kind: 'file', path: 'base.json' }],
    ['../a/base.yml', { kind: 'file', path: '../a/base.yml' }],
    ['policies/base.yaml', { kind: 'file', path: 'policies/base.yaml' }],
    ['@acme/policy', { kind: 'package', name: '@acme/policy' }],
    ['@acme/policy/strict.yaml', { kind: 'package', name: '@acme/policy', path: 'strict.yaml' }],
    ['acme-policy', { kind: 'package', name: 'acme-policy' }],
    ['npm:acme-policy/a/b.yaml', { kind: 'package', name: 'acme-policy', path: 'a/b.yaml' }],
    ['ospo-lens:strict', { kind: 'built-in', name: 'strict' }],
    [`https://a.example/p.yaml#sha256-${hex}`, { kind: 'url', url: 'https://a.example/p.yaml', sha256: hex }],
    [
      `https://a.example/p.yaml#sha256-${base64}`,
      { kind: 'url', url: 'https://a.example/p.yaml', sha256: hex },
    ],
    ['https://a.example/p.yaml', 'policy.extends-pin'],
    ['https://a.example/p.yaml#sha256-short', 'policy.extends-pin'],
    [`http://a.example/p.yaml#sha256-${hex}`, 'policy.extends'],
    ['ospo-lens:lenient', 'policy.extends'],
    ['@acme/policy/../secret.yaml', 'policy.extends'],
    ['@acme/*', 'policy.extends'],
    ['file:///etc/passwd', 'policy.extends'],
    ['git+ssh://a.example/p', 'policy.extends'],
  ];
  for (const [text, expected] of cases) {
    it(`${text.slice(0, 50)} → ${typeof expected === 'string' ? expected : String(expected.kind)}`, () => {
      const read = parseReference(text, SPAN);
      if ('reference' in read)
        assert.deepEqual(read.reference, { text, span: SPAN, ...(expected as object) });
      else assert.equal(read.code, expected);
    });
  }
});

describe('the pin of an address', () => {
  for (const pin of [
    hex,
    hex.toUpperCase(),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_').replace('=', ''),
  ]) {
    it(`is the same however it is written: ${pin.slice(0, 12)}…`, () => {
      const text = `version: 1\nextends: https://a.example/p.yaml#sha256-${pin}`;
      const [reference] = extendsOf(parsePolicy(text, { origin: 'p' }).value);
      assert.equal(reference?.kind === 'url' && reference.sha256, hex);
    });
  }
});

describe('nearest', () => {
  const words = ['licenses', 'production', 'development', 'review', 'Dangerous-Workflow'];
  const cases: readonly [word: string, meant: string | undefined][] = [
    ['licences', 'licenses'],
    ['license', 'licenses'],
    ['prod', 'production'],
    ['DEVELOPMENT', 'development'],
    ['dangerous_workflow', 'Dangerous-Workflow'],
    ['reveiw', 'review'],
    ['', undefined],
    ['x', undefined],
    ['something', undefined],
    ['review'.repeat(100), undefined],
  ];
  for (const [word, meant] of cases) {
    it(`${word.slice(0, 20) || '(nothing)'} → ${meant ?? 'nothing'}`, () =>
      assert.equal(nearest(word, words), meant));
  }
});
