import { strict as assert } from 'node:assert';
import { lineIndex } from '../../../src/core/present/lines';

const cases: readonly (readonly [string, string, number, number, number])[] = [
  ['the start', 'ab', 0, 1, 1],
  ['the end', 'ab', 2, 1, 3],
  ['behind a line feed', 'a\nb', 2, 2, 1],
  ['the line feed itself', 'a\nb', 1, 1, 2],
  ['behind CRLF', 'a\r\nb', 3, 2, 1],
  ['behind a lone CR', 'a\rb', 2, 2, 1],
  ['an empty last line', 'a\n', 2, 2, 1],
  ['behind an astral character, in UTF-16 units', '😀x', 2, 1, 3],
  ['behind a byte order mark, which takes no column', '\ufeff{"a"', 2, 1, 2],
  ['the second line of a text with a byte order mark', '\ufeff{\n"a"', 3, 2, 1],
  ['beyond the end', 'ab', 99, 1, 3],
  ['before the start', 'ab', -5, 1, 1],
  ['an empty text', '', 0, 1, 1],
];

describe('present/lines', () => {
  for (const [name, text, offset, line, column] of cases) {
    it(`finds ${name}`, () => assert.deepEqual(lineIndex(text).positionOf(offset), { line, column }));
  }

  it('gives the end behind the last character', () => {
    assert.deepEqual(lineIndex('{\n  "a": 1\n}').rangeOf({ start: 5, end: 6 }), {
      line: 2,
      column: 4,
      endLine: 2,
      endColumn: 5,
    });
  });
});
