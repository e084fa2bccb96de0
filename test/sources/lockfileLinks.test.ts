import { strict as assert } from 'node:assert';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createFileCache } from '../../src/sources/fileCache';
import { brokenFolders } from '../../src/sources/lockfileLinks';
import { nearestLockfile } from '../../src/sources/lockfiles';
import { now, tempFolder } from './support';
import type { TempFolder } from './support';

const LOCKFILES: Readonly<Record<string, (folders: readonly string[]) => string>> = {
  'package-lock.json': (folders) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: Object.fromEntries(
        folders.flatMap((folder, at) => [
          [`node_modules/p${at}`, { link: true, resolved: folder }],
          [folder, {}],
        ]),
      ),
    }),
  'npm-shrinkwrap.json': (folders) =>
    JSON.stringify({
      lockfileVersion: 1,
      dependencies: Object.fromEntries(
        folders.map((folder, at) => [`p${at}`, { version: `file:${folder}` }]),
      ),
    }),
  'pnpm-lock.yaml': (folders) =>
    `lockfileVersion: '9.0'\nimporters:\n  apps/web:\n    dependencies:\n${folders
      .map(
        (folder, at) =>
          `      p${at}:\n        specifier: workspace:*\n        version: link:../../${folder}\n`,
      )
      .join('')}packages:\n  a@1.0.0:\n    resolution: {integrity: x}\n`,
  'yarn.lock': (folders) =>
    `__metadata:\n  version: 8\n\n${folders
      .map((folder, at) =>
        at % 2 === 0
          ? `"p${at}@workspace:${folder}":\n  version: 0.0.0-use.local\n  resolution: "p${at}@workspace:${folder}"\n`
          : `"p${at}@link:../../${folder}::locator=web%40workspace%3Aapps%2Fweb":\n  version: 0.0.0-use.local\n  resolution: "p${at}@link:../../${folder}::locator=web%40workspace%3Aapps%2Fweb"\n`,
      )
      .join('\n')}`,
  'bun.lock': (folders) =>
    JSON.stringify({
      lockfileVersion: 1,
      workspaces: Object.fromEntries(folders.map((folder) => [folder, {}])),
      packages: Object.fromEntries(folders.map((folder, at) => [`p${at}`, [`p${at}@workspace:${folder}`]])),
    }),
};

describe('sources/lockfileLinks', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const broken = async () => {
    const near = await nearestLockfile({ root: temp.path, folder: temp.path, now, files: createFileCache() });
    assert.ok(near.found);
    return brokenFolders(near.found);
  };

  for (const [fileName, write] of Object.entries(LOCKFILES))
    it(`${fileName}: names links that lead to no folder, or in a circle, once for all`, async () => {
      temp.write('packages/there/package.json', {});
      temp.write('packages/file', '');
      temp.write(fileName, write(['packages/there', 'packages/gone', 'packages/file', 'packages/self']));
      symlinkSync(join(temp.path, 'packages/self'), join(temp.path, 'packages/self'));
      const [problem, ...others] = await broken();
      assert.deepEqual(others, []);
      assert.deepEqual([problem?.code, problem?.file], ['lockfile.broken-link', join(temp.path, fileName)]);
      assert.match(
        problem?.message ?? '',
        /links p1 to packages\/gone, where no folder is: .* 2 more links are like that\.$/,
      );
      temp.write(fileName, write(['packages/there']));
      assert.deepEqual(await broken(), []);
    });

  it('finds folders that pnpm copies, and no archives', async () => {
    const importer = (entries: readonly string[]) =>
      `lockfileVersion: '9.0'\nimporters:\n  apps/web:\n    dependencies:\n${entries
        .map((to, at) => `      p${at}:\n        specifier: x\n        version: ${to}\n`)
        .join('')}packages:\n  a@1.0.0:\n    resolution: {integrity: x}\n`;
    temp.write('vendor/there/package.json', {});
    const text = importer([
      'file:vendor/there',
      'p1@file:vendor/gone(react@18.0.0)',
      'file:vendor/archive.tgz',
      'p3@file:vendor/archive.tar.gz(react@18.0.0)',
    ]);
    temp.write('pnpm-lock.yaml', text);
    const [problem, ...others] = await broken();
    assert.deepEqual(others, []);
    assert.match(problem?.message ?? '', /links p1 to vendor\/gone, where no folder is: .*install anew\.$/);
    assert.ok(problem?.sought?.some((each) => text.includes(each)));
  });

  it('does not look outside of the folder of the lockfile', async () => {
    temp.write(
      'package-lock.json',
      LOCKFILES['package-lock.json']?.(['../gone', '/gone', 'a/../../gone']) ?? '',
    );
    assert.deepEqual(await broken(), []);
  });

  it('says nothing more where the lockfile itself leads to nothing', async () => {
    const packages = { 'node_modules/a': { link: true, resolved: 'packages/a' } };
    temp.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
    assert.deepEqual(await broken(), []);
  });
});
