import { strict as assert } from 'node:assert';
import { suggestionMark } from '../../../src/core/index';
import { accepted, index, indexOf, known, suggestAt } from './support';

const at = (entry: string) => `{ "dependencies": { ${entry} } }`;

describe('completion of a range', () => {
  const cases: readonly (readonly [what: string, entry: string, expected: readonly string[]])[] = [
    [
      'the newest allowed one, then earlier majors',
      '"react": "|"',
      ['^19.3.1 MIT', '^15.6.2 MIT', '^0.14.0 BSD-3-Clause'],
    ],
    [
      'the last allowed one before the refused one',
      '"ua-parser-js": "|"',
      ['^1.0.41 MIT', '^0.7.20 MIT', '^2.0.10 denied: AGPL-3.0-or-later'],
    ],
    ["the policy's own", '"date-fns": "|"', ['^4.1.0 approved']],
    [
      'in the style of the file',
      '"b": "~1.2.3", "c": "~2.0.0", "react-dom": "|"',
      ['~19.3.1 MIT', '~15.6.2 MIT'],
    ],
    ['nothing for what nobody knows', '"@acme/secret": "|"', []],
    ['without quotation marks', '"react-dom": |', ['^19.3.1 MIT', '^15.6.2 MIT']],
  ];
  for (const [what, entry, expected] of cases)
    it(`offers ${what}`, () => {
      const found = suggestAt(at(entry)).map((one) => `${one.label} ${suggestionMark(one)}`);
      assert.deepEqual(found, expected);
    });

  it('offers what other manifests use, with their verdict, and never a tag', () => {
    const react = { ...known('react', '17.0.0..19.3.1 MIT'), ranges: ['^17.0.0', 'next', '*'] };
    const found = suggestAt(at('"react": "|"'), indexOf(react)).map(
      ({ label, verdict }) => `${label} ${verdict}`,
    );
    assert.deepEqual(found, ['^19.3.1 allowed', '^17.0.0 allowed']);
  });

  it('narrows a range that would admit a refused version', () => {
    const x = known('x', '1.0.0..1.2.0 MIT', '1.3.0..1.4.0 AGPL-3.0-only');
    const found = suggestAt(at('"x": "|"'), indexOf(x)).map(({ label, verdict }) => `${label} ${verdict}`);
    assert.deepEqual(found, ['~1.2.0 allowed', '^1.4.0 denied']);
  });
});

describe('accepting a range', () => {
  const cases: readonly (readonly [before: string, label: string, after: string])[] = [
    ['{ "dependencies": { "react": "|" } }', '^19.3.1', '{ "dependencies": { "react": "^19.3.1" } }'],
    ['{ "dependencies": { "react":| } }', '^19.3.1', '{ "dependencies": { "react": "^19.3.1" } }'],
    [
      '{ "dependencies": { "react": "^1|8.0.0"\n "b": "1" } }',
      '^19.3.1',
      '{ "dependencies": { "react": "^19.3.1",\n "b": "1" } }',
    ],
    ['{ "dependencies": { "react": "^1|', '^19.3.1', '{ "dependencies": { "react": "^19.3.1"'],
  ];
  for (const [before, label, after] of cases)
    it(JSON.stringify(before), () => assert.equal(accepted(before, label, index), after));
});
