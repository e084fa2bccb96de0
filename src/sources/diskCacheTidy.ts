import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import cacache from 'cacache';

/** One answer that is kept. */
export interface KeptEntry {
  /** The first word says the source. */
  readonly key: string;
  /** When it was written, in milliseconds since 1970. */
  readonly time: number;
  /** The space that it takes on the disk, in bytes. */
  readonly bytes: number;
}

export interface TidyOptions {
  /** How much of the disk the cache may take, in bytes. */
  readonly maxBytes: number;
  /** The current instant, in milliseconds since 1970. */
  readonly now: number;
}

const DAY = 86_400_000;
/** Whoever did not need an answer for so long will hardly miss it. */
const MAX_AGE = 90 * DAY;
/** Files take whole blocks; each entry is a file with the content, and one that finds it. */
const BLOCK = 4096;

/** What is kept, newest first. Reads the index, not the contents. */
export async function listDiskCache(folder: string): Promise<KeptEntry[]> {
  const entries = Object.values(await cacache.ls(folder));
  return entries
    .map(({ key, time, size }) => ({ key, time, bytes: Math.ceil(size / BLOCK) * BLOCK + BLOCK }))
    .sort((a, b) => b.time - a.time);
}

/** Removes all answers. Downloaded policies, which are pinned by hash, stay. */
export async function clearDiskCache(folder: string): Promise<void> {
  await cacache.rm.all(folder);
  await rm(join(folder, 'tmp'), { recursive: true, force: true });
}

/**
 * Whether a day went by since somebody tidied up. A new cache, which is being filled, is as good as tidied: what others
 * write during the tidying may be lost.
 */
export async function isTidyDue(folder: string, now: number): Promise<boolean> {
  const last = await cacache.verify.lastRun(folder).catch(() => undefined);
  if (last === undefined) {
    // The file that lastRun reads (lib/verify.js).
    await writeFile(join(folder, '_lastverified'), String(now)).catch(() => undefined);
    return false;
  }
  return !(Math.abs(now - last.getTime()) < DAY);
}

/**
 * Drops the oldest entries beyond the size, those of three months ago, what no entry points to, and what is broken.
 * Safe beside other processes: what they write meanwhile may be lost, and is then fetched again.
 */
export async function tidyDiskCache(folder: string, { maxBytes, now }: TidyOptions): Promise<void> {
  const staying = new Set<string>();
  let bytes = 0;
  for (const entry of await listDiskCache(folder)) {
    bytes += entry.bytes;
    if (bytes > maxBytes || now - entry.time > MAX_AGE) break;
    staying.add(entry.key);
  }
  const filter = ({ key }: { readonly key: string }): boolean => staying.has(key);
  // The types know the filter as a text; the code calls it (lib/verify.js).
  await cacache.verify(folder, { concurrency: 4, filter: filter as unknown as string });
}
