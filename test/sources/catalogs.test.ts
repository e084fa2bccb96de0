import { strict as assert } from 'node:assert';
import { basename } from 'node:path';
import { readCatalogs } from '../../src/sources/catalogs';
import { createFileCache } from '../../src/sources/fileCache';
import { tempFolder } from './support';
import type { TempFolder } from './support';

describe('sources/catalogs', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());

  type Files = Readonly<Record<string, string>>;
  const PNPM = 'catalog:\n  a: ^1\n';
  const BUN = '{"catalog":{"a":"^2"}}';
  const YARN = 'catalog:\n  a: ^3\n';
  const cases: readonly (readonly [title: string, files: Files, expected: string])[] = [
    ['pnpm, from a package below', { 'pnpm-workspace.yaml': PNPM }, 'pnpm-workspace.yaml ^1'],
    ['bun', { 'package.json': BUN, 'packages/a/package.json': '{}' }, 'package.json ^2'],
    ['Yarn', { '.yarnrc.yml': YARN }, '.yarnrc.yml ^3'],
    ['the nearest', { 'pnpm-workspace.yaml': PNPM, 'packages/package.json': BUN }, 'package.json ^2'],
    ['nothing above the root of pnpm', { '.yarnrc.yml': YARN, 'packages/pnpm-workspace.yaml': '' }, 'none'],
    ['nothing above a repository', { 'pnpm-workspace.yaml': PNPM, 'packages/.git/HEAD': '' }, 'none'],
    ['nothing where none is stated', { '.yarnrc.yml': 'nodeLinker: pnp\n' }, 'none'],
  ];
  for (const [title, files, expected] of cases) {
    it(`reads ${title}`, async () => {
      temp.write('.git/HEAD', '');
      for (const [path, text] of Object.entries(files)) temp.write(path, text);
      temp.write('packages/a/index.js', '');
      const found = await readCatalogs(`${temp.path}/packages/a`, createFileCache());
      const range = found?.ranges.get('default')?.get('a');
      assert.equal(found ? `${basename(found.file)} ${range ?? ''}` : 'none', expected);
    });
  }

  it('reads a file anew when it changes', async () => {
    const files = createFileCache();
    temp.write('pnpm-workspace.yaml', PNPM);
    await readCatalogs(temp.path, files);
    temp.write('pnpm-workspace.yaml', 'catalog:\n  a: ^1.2.3\n');
    assert.equal((await readCatalogs(temp.path, files))?.ranges.get('default')?.get('a'), '^1.2.3');
  });
});
