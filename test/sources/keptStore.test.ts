import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import cacache from 'cacache';
import { keptStore } from '../../src/sources/keptStore';
import { lightStore } from '../../src/sources/lightStore';
import { tempFolder } from './support';

describe('sources/keptStore', () => {
  it('reads what the disk cache wrote, the newest of a key, and nothing that was removed', () =>
    withTemp(async (folder) => {
      await cacache.put(folder, 'a key', 'first');
      await cacache.put(folder, 'a key', 'second, with ü');
      await cacache.put(folder, 'gone', 'x');
      await cacache.rm.entry(folder, 'gone');
      const store = keptStore(folder);
      assert.equal(await store.get('a key'), 'second, with ü');
      assert.equal(await store.get('gone'), undefined);
      assert.equal(await store.get('never there'), undefined);
      assert.equal(await lightStore(folder).get('a key'), 'second, with ü');
    }));

  it('finds nothing where there is no cache', () =>
    withTemp(async (folder) => {
      assert.equal(await lightStore(join(folder, 'none')).get('a'), undefined);
      assert.equal(await keptStore(join(folder, 'none')).get('a'), undefined);
    }));

  it('does not believe a content that was changed, nor a broken entry', () =>
    withTemp(async (folder) => {
      await cacache.put(folder, 'a', 'true');
      for (const file of filesBelow(join(folder, 'content-v2'))) writeFileSync(file, 'false');
      assert.equal(await keptStore(folder).get('a'), undefined);
      await cacache.put(folder, 'b', 'other');
      for (const file of filesBelow(join(folder, 'index-v5')))
        writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"b"', '"c"'));
      assert.equal(await keptStore(folder).get('b'), undefined);
      assert.equal(await keptStore(folder).get('c'), undefined);
    }));
});

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function withTemp(use: (folder: string) => Promise<void>): Promise<void> {
  const temp = tempFolder();
  try {
    await use(temp.path);
  } finally {
    temp.remove();
  }
}
