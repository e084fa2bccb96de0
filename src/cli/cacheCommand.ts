import { resolve } from 'node:path';
import { cacheClearedText, cacheText } from '../core/index';
import type { CachedSource, CacheSummary } from '../core/index';
import { defaultCacheFolder } from '../sources/cacheFolder';
import type { KeptEntry } from '../sources/diskCacheTidy';
import type { Command } from './args';
import type { Output } from './output';

type Cache = Extract<Command, { name: 'cache' }>;

const DAY = 86_400_000;

/** Shows what the disk cache holds, or removes it. Answers the exit code. */
export async function runCache(command: Cache, cwd: string, output: Output): Promise<number> {
  const folder = command.cacheDir === undefined ? defaultCacheFolder() : resolve(cwd, command.cacheDir);
  const { clearDiskCache, listDiskCache, MAX_CACHE_BYTES } = await import('../sources/diskCache');
  try {
    const summary = summaryOf(folder, await listDiskCache(folder), MAX_CACHE_BYTES);
    if (command.clear) await clearDiskCache(folder);
    const text = command.clear ? cacheClearedText(summary) : cacheText(summary);
    output.out(command.format === 'json' ? `${JSON.stringify(summary, undefined, 2)}\n` : text);
    return 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    output.err(`${folder} could not be ${command.clear ? 'cleared' : 'read'}: ${code ?? String(error)}`);
    return 2;
  }
}

function summaryOf(folder: string, kept: readonly KeptEntry[], maxBytes: number): CacheSummary {
  const bySource = new Map<string, KeptEntry[]>();
  for (const entry of kept) {
    const source = entry.key.split(' ', 1)[0] ?? '';
    bySource.set(source, [...(bySource.get(source) ?? []), entry]);
  }
  return {
    folder,
    entries: kept.length,
    bytes: bytesOf(kept),
    maxBytes,
    sources: [...bySource].map(([source, entries]) => sourceOf(source, entries)),
  };
}

function sourceOf(source: string, entries: readonly KeptEntry[]): CachedSource {
  const times = entries.map(({ time }) => time);
  return {
    source,
    entries: entries.length,
    bytes: bytesOf(entries),
    oldest: instant(times.at(-1)),
    newest: instant(times[0]),
    ofLastDay: times.filter((time) => Date.now() - time < DAY).length,
  };
}

function bytesOf(entries: readonly KeptEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

function instant(time = 0): string {
  return new Date(time).toISOString();
}
