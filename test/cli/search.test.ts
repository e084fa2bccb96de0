import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildOnce, checkJson } from './cli';

/** What is there (a folder with a package.json, or a .gitignore with its text), what is named, which manifests are judged. */
const cases: readonly (readonly [
  string,
  Readonly<Record<string, string>>,
  readonly string[],
  readonly string[],
])[] = [
  ['everything', { a: '', 'b/c': '' }, ['.'], ['a/package.json', 'b/c/package.json']],
  [
    'not what git leaves out',
    { '.gitignore': 'dist/\n/tmp', a: '', 'a/dist': '', tmp: '', 'a/tmp': '' },
    ['.'],
    ['a/package.json', 'a/tmp/package.json'],
  ],
  [
    'what a rule further down keeps, as git does',
    { '.gitignore': 'out/*\n', 'out/.gitignore': '!kept', 'out/kept': '', 'out/lost': '' },
    ['.'],
    ['out/kept/package.json'],
  ],
  [
    'not what a rule above a named folder leaves out',
    { '.gitignore': 'dist', 'a/b': '', 'a/dist': '' },
    ['a'],
    ['a/b/package.json'],
  ],
  [
    'what is named itself, and below it',
    { '.gitignore': 'dist', dist: '', 'dist/a': '' },
    ['dist'],
    ['dist/package.json', 'dist/a/package.json'],
  ],
  [
    'a file that is named itself',
    { '.gitignore': 'dist', dist: '' },
    ['dist/package.json'],
    ['dist/package.json'],
  ],
  [
    'not installed packages, nor dot folders',
    { a: '', 'a/node_modules/x': '', '.cache': '' },
    ['.'],
    ['a/package.json'],
  ],
];

describe('cli: the search for manifests', () => {
  let folder = '';
  before(buildOnce);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ospo-lens-search-'));
    mkdirSync(join(folder, '.git'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  for (const [what, files, named, expected] of cases)
    it(`finds ${what}`, async () => {
      for (const [path, text] of Object.entries(files)) {
        if (path.endsWith('.gitignore')) write(path, text);
        else write(`${path}/package.json`, '{ "dependencies": { "a": "1" } }');
      }
      const { report } = await checkJson(folder, [...named, '--offline']);
      assert.deepEqual(
        report.dependencies.map(({ manifest }) => manifest),
        expected,
      );
    });
});
