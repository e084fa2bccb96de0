import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nullLogger } from '../../src/core/index';
import { openDiskCache } from '../../src/sources/diskCache';
import { isTidyDue, listDiskCache, tidyDiskCache } from '../../src/sources/diskCacheTidy';
import { tempFolder } from './support';
import type { TempFolder } from './support';

/** The disk cache among other processes, on bad disks, and over the years. Nothing here is a stand-in of the file system. */
describe('sources/diskCache, on hard days', function () {
  this.timeout(60_000);
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const open = (folder = temp.path) => openDiskCache(folder, nullLogger);

  const writer = (name: string, amount: number): ChildProcess =>
    spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'cacheWriter.ts'), temp.path, name, String(amount)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
  const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve));
  const began = (child: ChildProcess) => new Promise((resolve) => child.stdout?.once('data', resolve));

  it('keeps what two processes write at once', async () => {
    assert.deepEqual(await Promise.all([writer('a', 50), writer('b', 50)].map(ended)), [0, 0]);
    const store = open();
    for (const name of ['a', 'b']) {
      for (let index = 0; index < 50; index += 1)
        assert.match(
          (await store.get(`${name} ${index}`)) ?? 'lost',
          new RegExp(`^${name} ${index} x+ end$`),
        );
    }
    assert.match((await store.get('shared')) ?? '', /^[ab] 49 end$/);
  });

  it('is whole after kill -9 during a write', async () => {
    for (let round = 0; round < 3; round += 1) {
      const child = writer('a', 0);
      await began(child);
      await new Promise((resolve) => setTimeout(resolve, 60 + round * 35));
      child.kill('SIGKILL');
      await ended(child);
    }
    const store = open();
    let found = 0;
    for (let index = 0; index < 50; index += 1) {
      const text = await store.get(`a ${index}`);
      if (text !== undefined) assert.match(text, /^a \d+ x+ end$/);
      if (text !== undefined) found += 1;
    }
    assert.ok(found > 0);
    await store.set('a 0', 'new');
    assert.equal(await store.get('a 0'), 'new');
  });

  for (const part of ['index-v5', 'content-v2', 'tmp']) {
    it(`works again where ${part} was replaced by a file`, async () => {
      await open().set('a', 'one');
      rmSync(join(temp.path, part), { recursive: true, force: true });
      writeFileSync(join(temp.path, part), '');
      const store = open();
      await store.get('a');
      await store.set('b', 'lost, perhaps');
      await store.set('c', 'three');
      const later = open();
      await later.set('d', 'four');
      assert.equal(await later.get('d'), 'four');
    });
  }

  it('costs speed alone where its folder cannot be made', async () => {
    temp.write('file', '');
    const store = open(join(temp.path, 'file', 'cache'));
    await store.set('a', 'one');
    await store.set('b', 'two');
    assert.equal(await store.get('a'), undefined);
  });

  it('costs speed alone on a full disk', async function () {
    const disk = join(temp.path, 'disk');
    mkdirSync(disk);
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;
    if (!isMounted) {
      console.log('      no small file system can be mounted here: not tested');
      this.skip();
    }
    try {
      const codes: unknown[] = [];
      const store = openDiskCache(disk, { log: (_level, _message, data) => codes.push(data?.['code']) });
      for (let index = 0; index < 40; index += 1)
        await store.set(`k ${index}`, `${index} ${'x'.repeat(20_000)}`);
      assert.equal(codes.filter((code) => code === 'ENOSPC').length, 1, 'one attempt is enough to know');
      assert.match((await store.get('k 0')) ?? '', /^0 x+$/);
      assert.equal(await store.get('k 39'), undefined);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('drops the oldest beyond its size, and what nobody points to', async () => {
    const store = open();
    for (let index = 0; index < 10; index += 1) {
      await store.set(`k ${index}`, `${index} ${'x'.repeat(8_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await store.set('k 9', `newer ${'x'.repeat(8_000)}`);
    await tidyDiskCache(temp.path, { maxBytes: 3 * 12_288, now: Date.now() });
    assert.deepEqual((await listDiskCache(temp.path)).map(({ key }) => key).sort(), ['k 7', 'k 8', 'k 9']);
    assert.match((await store.get('k 9')) ?? '', /^newer/);
    assert.equal(await store.get('k 0'), undefined);
    assert.ok(contentBytes(temp.path) < 3 * 9_000);
  });

  it('drops what nobody needed for a quarter of a year', async () => {
    await open().set('k', 'text');
    await tidyDiskCache(temp.path, { maxBytes: 1e9, now: Date.now() + 91 * 86_400_000 });
    assert.deepEqual(await listDiskCache(temp.path), []);
  });

  it('tidies up by itself after a write, once a day, and no new cache', async () => {
    const today = Date.now();
    assert.equal(await isTidyDue(temp.path, today - 90_000_000), false);
    assert.ok(await isTidyDue(temp.path, today));
    const store = openDiskCache(temp.path, nullLogger, { maxBytes: 9_000, tidyAfterMs: 1 });
    await store.set('k 0', 'text');
    for (let left = 100; left > 0 && (await isTidyDue(temp.path, today)); left -= 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(await isTidyDue(temp.path, today), false);
  });
});

function contentBytes(folder: string): number {
  const files = readdirSync(join(folder, 'content-v2'), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
}
