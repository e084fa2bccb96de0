import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { completePolicy, describePolicy } from '../../../src/core/policy/authoring/complete';
import { placeOf } from '../../../src/core/policy/authoring/place';
import type { Schema } from '../../../src/core/policy/authoring/schema';

const root = join(__dirname, '../../..');
const schema = JSON.parse(readFileSync(join(root, 'resources/schemas/policy.schema.json'), 'utf8')) as Schema;

/** `|` marks the cursor. */
function cursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

const places: readonly [string, string, string, string][] = [
  ['|', '', 'key', ''],
  ['lic|', '', 'key', 'lic'],
  ['licenses:\n  al|', 'licenses', 'key', 'al'],
  ['licenses:\n  |', 'licenses', 'key', ''],
  ['licenses:\n  allow: [M|', 'licenses.allow.[]', 'value', 'M'],
  ['licenses:\n  allow: [MIT, |]', 'licenses.allow.[]', 'value', ''],
  ['licenses:\n  allow: ["MI|"]', 'licenses.allow.[]', 'value', 'MI'],
  ['licenses:\n  allow:\n    - M|', 'licenses.allow.[]', 'key', 'M'],
  ['licenses:\n  allow:\n  - M|', 'licenses.allow.[]', 'key', 'M'],
  ['licenses:\n  allow:\n  - MIT\n  den|', 'licenses', 'key', 'den'],
  ['licenses:\n  deny:\n    - licenses: [GPL-2.0-only]\n      rea|', 'licenses.deny.[]', 'key', 'rea'],
  [
    'licenses:\n  deny:\n    - licenses: [GPL-2.0-only]\n      when: { sc|',
    'licenses.deny.[].when',
    'key',
    'sc',
  ],
  ['licenses:\n  deny:\n    - when: { scope: [pro|', 'licenses.deny.[].when.scope.[]', 'value', 'pro'],
  ['licenses:\n  deny:\n    - when: { scope: production, sh|', 'licenses.deny.[].when', 'key', 'sh'],
  ['licenses:\n  deny: [\n    MIT,\n    |', 'licenses.deny.[]', 'value', ''],
  ['licenses:\n  allow: [MIT] # [x\n  |', 'licenses', 'key', ''],
  ['licenses:\n  allow: [MIT]\nsh|', '', 'key', 'sh'],
  ['shipping: dis|', 'shipping', 'value', 'dis'],
  ['severity:\n  license.review: |', 'severity.license.review', 'value', ''],
  ['"licenses":\r\n  allow: [M|', 'licenses.allow.[]', 'value', 'M'],
  ['licenses:\n  allow: [MIT]\n\n  |', 'licenses', 'key', ''],
];

describe('placeOf', () => {
  for (const [marked, path, slot, prefix] of places) {
    it(JSON.stringify(marked), () => {
      const { text, offset } = cursor(marked);
      const place = placeOf(text, offset);
      assert.deepEqual([place.path.join('.'), place.slot, place.prefix], [path, slot, prefix]);
    });
  }

  it('survives any text at any offset', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, at) => {
        const offset = Math.min(at, text.length);
        const { word } = placeOf(text, offset);
        assert.ok(word.start >= 0 && word.start <= offset && word.end <= text.length);
      }),
    );
  });
});

const offered: readonly [string, readonly string[], readonly string[]][] = [
  ['|', ['licenses', 'scorecard', 'alternatives'], ['MIT']],
  ['licenses:\n  |', ['allow', 'deny', 'unmentioned'], ['licenses']],
  ['licenses:\n  allow: [MIT]\n  |', ['deny'], ['allow']],
  ['licenses:\n  allow: [|', ['permissive', 'MIT', 'osi-approved'], ['deny']],
  ['licenses:\n  allow:\n    - |', ['permissive', 'MIT'], []],
  ['licenses:\n  deny:\n    - when: { scope: [|', ['production', 'development'], ['MIT']],
  ['shipping: |', ['hosted', 'distributed', 'internal'], []],
  ['severity:\n  license.review: |', ['error', 'off'], []],
  ['scorecard:\n  floors:\n    |', ['Maintained', 'Code-Review'], []],
];

describe('completePolicy', () => {
  for (const [marked, present, absent] of offered) {
    it(JSON.stringify(marked), () => {
      const { text, offset } = cursor(marked);
      const labels = completePolicy(text, offset, schema).map(({ label }) => label);
      for (const label of present)
        assert.ok(labels.includes(label), `${label} in ${labels.slice(0, 20).join()}`);
      for (const label of absent) assert.ok(!labels.includes(label), label);
    });
  }

  it('says what a key is for', () => {
    const { text, offset } = cursor('licenses:\n  unmen|tioned: review');
    const found = describePolicy(text, offset, schema);
    assert.match(found?.description ?? '', /rule/i);
    assert.equal(found && text.slice(found.span.start, found.span.end), 'unmentioned');
  });

  it('has nothing to say about a value', () => {
    const { text, offset } = cursor('shipping: hos|ted');
    assert.equal(describePolicy(text, offset, schema), undefined);
  });
});
