import { strict as assert } from 'node:assert';
import { catalogPlaceAt } from '../../../src/core/completion/catalogPlace';
import { accepted, index, suggestAt } from './support';

const labels = (marked: string) => suggestAt(marked, index, 'yaml').map(({ label }) => label);
const after = (marked: string, label: string) => accepted(marked, label, index, 'yaml');

describe('completion in the catalogs of a workspace', () => {
  const offered: readonly (readonly [string, string, readonly string[]])[] = [
    ['the default catalog', 'catalog:\n  undi|\n', ['undici']],
    ['a need', 'catalog:\n  client|\n', ['undici', 'ky']],
    ['a named catalog', 'catalogs:\n  old:\n    undi|\n', ['undici']],
    ['an empty line', 'catalog:\n  |\n', ['date-fns', 'luxon', 'undici', 'ky']],
    ['behind others, without what is listed', 'catalog:\n  undici: ^7.0.0\n  http|\n', ['ky']],
    ['before others', 'catalog:\n  http|\n  undici: ^7.0.0\n', ['ky']],
    ['within comments', '# All.\ncatalog: # ours\n  # Dates.\n  fns|\n', ['date-fns']],
    ['a quoted name', "catalog:\n  '@re|'\n", ['@reach/ui']],
    ['lines that end as on Windows', 'catalog:\r\n  undi|\r\n', ['undici']],
    ['a range', 'catalog:\n  undici: |\n', ['^7.16.0']],
    ['a range that is typed', 'catalog:\n  undici: ^7|\n', ['^7.16.0']],
  ];
  for (const [what, text, expected] of offered)
    it(`offers for ${what}`, () => assert.deepEqual(labels(text), expected));

  const silent: readonly (readonly [string, string])[] = [
    ['another list', 'packages:\n  undi|\n'],
    ['the names of catalogs', 'catalogs:\n  undi|\n'],
    ['keys of the file', 'catalog:\n  a: 1.0.0\nundi|\n'],
    ['a comment', 'catalog:\n  # undi|\n'],
    ['a comment behind an entry', 'catalog:\n  ky: ^1.0.0 # undi|\n'],
    ['something deeper', 'catalogs:\n  old:\n    a:\n      undi|\n'],
    ['a file that is no YAML', '{ "catalog": { "undi|" } }'],
    ['nothing', '|'],
  ];
  for (const [what, text] of silent) it(`is silent in ${what}`, () => assert.deepEqual(labels(text), []));

  const written: readonly (readonly [string, string, string, string])[] = [
    ['name and range', 'catalog:\n  undi|\n', 'undici', 'catalog:\n  undici: ^7.16.0\n'],
    ['a quoted name', "catalog:\n  '@re|'\n", '@reach/ui', "catalog:\n  '@reach/ui': ^0.18.0\n"],
    [
      'over a range that is there, which stays',
      'catalog:\n  undici|: ^7.0.0 # why\n',
      'undici',
      'catalog:\n  undici: ^7.0.0 # why\n',
    ],
    ['a range', 'catalog:\n  undici: |\n', '^7.16.0', 'catalog:\n  undici: ^7.16.0\n'],
    ['a range right behind the colon', 'catalog:\n  undici:|\n', '^7.16.0', 'catalog:\n  undici: ^7.16.0\n'],
    ['a range in its quotes', "catalog:\n  undici: '^7|'\n", '^7.16.0', "catalog:\n  undici: '^7.16.0'\n"],
  ];
  for (const [what, text, label, expected] of written)
    it(`writes ${what}`, () => assert.equal(after(text, label), expected));

  it('never throws, wherever the cursor is', () => {
    const text = "catalog:\n  \"a: 1\n  'b': # c\n\t- [x\ncatalogs: {a: b}\n  :\n";
    for (let offset = -1; offset <= text.length + 1; offset++) catalogPlaceAt(text, offset);
  });
});
