import { strict as assert } from 'node:assert';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { blindNotice, blindText, blockSpan } from '../../../src/core/present/lockfileText';

const at = (line: number) => ({ line, column: 1, endLine: line, endColumn: 2 });
const REST = 'versions are not taken from it, and what dependencies bring is not judged.';

describe('core/present/lockfileText', () => {
  const cases = [
    [
      'lockfile.conflict',
      at(7),
      `a/yarn.lock has an unresolved merge conflict, line 7: ${REST} Resolve it, or install anew.`,
    ],
    ['lockfile.syntax', at(9), `a/yarn.lock cannot be read, line 9: ${REST} Install anew to write it.`],
    ['lockfile.syntax', undefined, `a/yarn.lock cannot be read: ${REST} Install anew to write it.`],
    [
      'lockfile.duplicate-entry',
      at(3),
      `a/yarn.lock cannot be read, line 3: ${REST} Install anew to write it.`,
    ],
    ['lockfile.unreadable', at(1), `a/yarn.lock cannot be read: ${REST} Install anew to write it.`],
    ['lockfile.format', at(1), `a/yarn.lock cannot be read: ${REST} Install anew to write it.`],
  ] as const;
  for (const [code, range, expected] of cases)
    it(`${code}${range === undefined ? '' : ' at a line'}`, () =>
      assert.equal(blindText({ code }, 'a/yarn.lock', range), expected));

  it('tells of the first lockfile, and how many more', () => {
    assert.equal(blindNotice([]), undefined);
    assert.equal(blindNotice(['A.']), 'A.');
    assert.equal(blindNotice(['A.', 'B.']), 'A. 1 more lockfile cannot be read.');
    assert.equal(blindNotice(['A.', 'B.', 'C.']), 'A. 2 more lockfiles cannot be read.');
  });

  const blocks: readonly (readonly [string, string])[] = [
    ['{ "name": "x", "dependencies": { "a": "1" } }', '"dependencies"'],
    ['{\n  "devDependencies": {\n    "a": "1"\n  },\n  "dependencies": { "b": "1" }\n}', '"devDependencies"'],
    ['{ "dependencies": {}, "peerDependencies" :\n{ "b": "1" } }', '"peerDependencies"'],
    ['{ "name": "x" }', ''],
    ['', ''],
  ];
  for (const [text, expected] of blocks)
    it(`the first block of ${JSON.stringify(text)}`, () => {
      const { start, end } = blockSpan(text, parseManifest(text).value.dependencies);
      assert.equal(text.slice(start, end), expected);
    });
});
