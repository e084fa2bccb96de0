import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { findInstalled, lockfileFormats } from '../../src/core/index';
import { createFileCache } from '../../src/sources/fileCache';
import { nearestLockfile } from '../../src/sources/lockfiles';
import { createLockfileThread } from '../../src/sources/lockfileThread';
import type { LockfileReader } from '../../src/sources/lockfileThread';
import { now, tempFolder } from './support';
import type { TempFolder } from './support';

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}`);

const LOCKFILES: Readonly<Record<string, (count: number) => string>> = {
  'package-lock.json': (count) =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { p0: '^1.0.0' } },
        ...Object.fromEntries(
          names(count).map((name) => [
            `node_modules/${name}`,
            { version: '1.0.0', license: 'MIT', dependencies: { p0: '*' } },
          ]),
        ),
      },
    }),
  'yarn.lock': (count) =>
    `# yarn lockfile v1\n\n${names(count)
      .map((name) => `${name}@^1.0.0:\n  version "1.0.0"\n  dependencies:\n    p0 "^1.0.0"\n`)
      .join('\n')}`,
  'pnpm-lock.yaml': (count) =>
    `lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      p0:\n        specifier: ^1.0.0\n        version: 1.0.0\n\npackages:\n\n${names(
      count,
    )
      .map((name) => `  ${name}@1.0.0:\n    resolution: {integrity: sha512-x}\n`)
      .join('\n')}\nsnapshots:\n\n${names(count)
      .map((name) => `  ${name}@1.0.0:\n    dependencies:\n      p0: 1.0.0\n`)
      .join('\n')}`,
};

describe('sources/lockfileThread', () => {
  let built: string;
  let reader: LockfileReader;
  let temp: TempFolder;
  before(async () => {
    built = mkdtempSync(join(tmpdir(), 'ospo-lens-thread-'));
    await build({
      entryPoints: [resolve(import.meta.dirname, '../../src/sources/lockfileWorker.ts')],
      outdir: built,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
    });
    reader = createLockfileThread(join(built, 'lockfileWorker.js'));
  });
  after(() => rmSync(built, { recursive: true, force: true }));
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());

  for (const { fileName, parse } of lockfileFormats) {
    const write = LOCKFILES[fileName];
    if (write === undefined) continue;
    it(`reads ${fileName} as it is read here, however many parts it comes in`, async () => {
      for (const count of [1, 500, 1_234]) {
        const text = write(count);
        temp.write(fileName, text);
        const read = await reader(join(temp.path, fileName), fileName);
        assert.deepEqual(read, parse(text));
        assert.equal(read.value.packages.length, count);
        // The very object, by which the tree finds its way.
        const found = findInstalled(read.value, 'p0', '', '^1.0.0');
        assert.ok(found && read.value.packages.includes(found));
      }
    });
  }

  it('hands over the folders to which a lockfile links', async () => {
    const text = JSON.stringify({
      lockfileVersion: 3,
      packages: { 'node_modules/ui': { link: true, resolved: 'packages/ui' }, 'packages/ui': {} },
    });
    temp.write('package-lock.json', text);
    const read = await reader(join(temp.path, 'package-lock.json'), 'package-lock.json');
    assert.deepEqual(read?.value.links, [{ name: 'ui', folder: 'packages/ui', location: 'node_modules/ui' }]);
  });

  it('names what is wrong with a lockfile', async () => {
    temp.write('package-lock.json', '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n');
    const read = await reader(join(temp.path, 'package-lock.json'), 'package-lock.json');
    assert.deepEqual(
      read?.problems.map(({ code }) => code),
      ['lockfile.conflict'],
    );
  });

  it('counts a file as absent that cannot be read, or a thread that does not come up', async () => {
    assert.equal(await reader(join(temp.path, 'package-lock.json'), 'package-lock.json'), undefined);
    const broken = createLockfileThread(join(built, 'missing.js'));
    assert.equal(await broken(join(temp.path, 'package-lock.json'), 'package-lock.json'), undefined);
  });

  it('is named where its thread ends without a word, as for want of memory', async () => {
    temp.write('package-lock.json', LOCKFILES['package-lock.json']?.(5_000) ?? '');
    const readLarge = createLockfileThread(join(built, 'missing.js'));
    const options = { root: temp.path, folder: temp.path, now, files: createFileCache(), readLarge };
    const { found, problems } = await nearestLockfile(options);
    assert.equal(found, undefined);
    assert.deepEqual(
      problems.map(({ code, message }) => [code, message]),
      [
        [
          'lockfile.unreadable',
          'package-lock.json cannot be read: it takes more memory than there is. Versions are not known from it; install anew to write it.',
        ],
      ],
    );
  });

  it('lets the event loop turn for each part', async () => {
    temp.write('package-lock.json', LOCKFILES['package-lock.json']?.(20_000) ?? '');
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    await reader(join(temp.path, 'package-lock.json'), 'package-lock.json');
    isDone = true;
    assert.ok(turns >= 20_000 / 500, `${turns} turns`);
  });

  it('is used for large lockfiles, once, however many ask', async () => {
    const asked: string[] = [];
    const readLarge: LockfileReader = (path, fileName) => {
      asked.push(fileName);
      return reader(path, fileName);
    };
    const options = { root: temp.path, folder: temp.path, now, files: createFileCache(), readLarge };
    temp.write('package-lock.json', LOCKFILES['package-lock.json']?.(10) ?? '');
    await nearestLockfile(options);
    assert.deepEqual(asked, []);
    temp.write('package-lock.json', LOCKFILES['package-lock.json']?.(5_000) ?? '');
    const [one, other] = await Promise.all([nearestLockfile(options), nearestLockfile(options)]);
    assert.equal(one.found?.lockfile.packages.length, 5_000);
    assert.equal(one.found.lockfile, other.found?.lockfile);
    assert.deepEqual(asked, ['package-lock.json']);
  });
});
