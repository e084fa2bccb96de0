import { strict as assert } from 'node:assert';
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createFileCache } from '../../src/sources/fileCache';
import type { FileCache } from '../../src/sources/fileCache';
import { tempFolder } from './support';
import type { TempFolder } from './support';

/** More than a cache keeps. */
const MANY = 2_000;

describe('sources/fileCache', () => {
  let temp: TempFolder;
  let files: FileCache;
  beforeEach(() => {
    temp = tempFolder();
    files = createFileCache();
    temp.write('package-lock.json', 'locked');
  });
  afterEach(() => temp.remove());
  const read = (name: string) => files.read(join(temp.path, name), (text) => ({ text }));
  /** Reads so many other files, one after the other. */
  const readOthers = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      temp.write(`${index}.json`, '');
      await read(`${index}.json`);
    }
  };

  it('keeps what is asked for again and again, however many others are read in between', async () => {
    const first = await read('package-lock.json');
    await readOthers(0, MANY / 2);
    assert.equal(await read('package-lock.json'), first);
    await readOthers(MANY / 2, MANY);
    assert.equal(await read('package-lock.json'), first);
  });

  it('drops only what nobody asked for the longest time', async () => {
    const first = await read('package-lock.json');
    await readOthers(0, 1);
    const second = await read('0.json');
    await readOthers(1, MANY);
    assert.equal(await read('0.json'), second);
    assert.notEqual(await read('package-lock.json'), first);
  });

  it('does not begin another reading of what is being read, however many others are read meanwhile', async () => {
    let readings = 0;
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const readLarge = () =>
      files.read(
        join(temp.path, 'package-lock.json'),
        (text) => ({ text }),
        () => gate.then(() => ({ text: `reading ${(readings += 1)}` })),
      );
    const first = readLarge();
    await readOthers(0, MANY);
    const second = readLarge();
    release();
    assert.equal(await second, await first);
    assert.equal(readings, 1);
  });

  it('reads a file anew that has the size and the modification time of the one before', async () => {
    const file = join(temp.path, 'package-lock.json');
    const unpack = (text: string) => {
      temp.write('package-lock.json', text);
      utimesSync(file, 1, 1);
      return statSync(file).ctimeMs;
    };
    const before = unpack('one');
    assert.equal((await read('package-lock.json'))?.text, 'one');
    // The clock of a disk has steps; a file of the same step cannot be told from the one before.
    while (unpack('two') === before);
    assert.equal((await read('package-lock.json'))?.text, 'two');
  });
});
