import { randomInt } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { statsOf } from './disk';
import { parseIndex, shardPath } from './mirrorFormat';
import type { MirrorIndex } from './mirrorFormat';
import type { MirrorFiles } from './mirrorPackages';

const DAY_MS = 86_400_000;

/**
 * Writes a mirror into its folder, the index last and in one step: whoever reads meanwhile finds either mirror whole.
 * The files of the mirror before stay for those who hold its index; those before it are removed a day after they were
 * written: until then they may be of somebody who writes another mirror meanwhile, and has no index yet.
 *
 * @throws where the folder cannot be written.
 */
export async function writeMirror(folder: string, { shards, indexText, index }: MirrorFiles): Promise<void> {
  const indexFile = join(folder, 'index.json');
  await mkdir(join(folder, 'packages'), { recursive: true });
  for (const [path, text] of shards) await writeWhole(join(folder, path), text);
  const before = await indexIn(indexFile);
  await writeWhole(indexFile, indexText);
  await removeOthers(folder, [index, ...before, ...(await indexIn(indexFile))]);
}

async function indexIn(file: string): Promise<MirrorIndex[]> {
  const index = parseIndex(await readFile(file, 'utf8').catch(() => ''));
  return index === undefined ? [] : [index];
}

async function writeWhole(path: string, text: string): Promise<void> {
  // In containers, each builder may be process 1.
  const draft = `${path}.${randomInt(2 ** 47)}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

/** Removes old shards of no index, and nothing else that somebody put there. */
async function removeOthers(folder: string, indexes: readonly MirrorIndex[]): Promise<void> {
  const inUse = new Set(
    indexes.flatMap(({ shards }) =>
      Object.entries(shards).map(([digits, hash]) => basename(shardPath(digits, hash))),
    ),
  );
  // By the clock of the disk, which may be another machine's.
  const { mtimeMs: now } = await stat(join(folder, 'index.json'));
  const packages = join(folder, 'packages');
  for (const name of await readdir(packages)) {
    if (!/^[0-9a-f]{1,3}-[0-9a-f]{16}\.json(\.\d+)?$/.test(name) || inUse.has(name)) continue;
    const written = (await statsOf(join(packages, name)))?.mtimeMs ?? now;
    if (now - written > DAY_MS) await rm(join(packages, name), { force: true });
  }
}
