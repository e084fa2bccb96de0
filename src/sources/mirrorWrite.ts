import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseIndex, shardPath } from './mirrorFormat';
import type { MirrorFiles } from './mirrorPackages';

/**
 * Writes a mirror into its folder, the index last and in one step: whoever reads meanwhile finds either mirror whole.
 * The files of the mirror before stay for those who hold its index; those before it are removed.
 *
 * @throws where the folder cannot be written.
 */
export async function writeMirror(folder: string, { shards, indexText, index }: MirrorFiles): Promise<void> {
  const indexFile = join(folder, 'index.json');
  const before = parseIndex(await readFile(indexFile, 'utf8').catch(() => ''));
  await mkdir(join(folder, 'packages'), { recursive: true });
  for (const [path, text] of shards) await writeWhole(join(folder, path), text);
  await writeWhole(indexFile, indexText);
  const inUse = [index, ...(before ? [before] : [])].flatMap((each) =>
    Object.entries(each.shards).map(([digits, hash]) => basename(shardPath(digits, hash))),
  );
  await removeOthers(join(folder, 'packages'), new Set(inUse));
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

/** Removes shards, and nothing else that somebody put there. */
async function removeOthers(folder: string, inUse: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^[0-9a-f]{1,3}-[0-9a-f]{16}\.json(\.\d+)?$/.test(name) && !inUse.has(name))
      await rm(join(folder, name), { force: true });
  }
}
