import { performance } from 'node:perf_hooks';
import cacache from 'cacache';
import type { Logger } from '../core/index';
import type { FactStore } from './cache';
import { clearDiskCache, isTidyDue, tidyDiskCache } from './diskCacheTidy';

export { clearDiskCache, listDiskCache, tidyDiskCache } from './diskCacheTidy';

export interface DiskCacheOptions {
  /** How much of the disk it may take, in bytes. */
  readonly maxBytes?: number;
  /** How long after the first writing it is looked after, in milliseconds: never while somebody waits for an answer. */
  readonly tidyAfterMs?: number;
}

export const MAX_CACHE_BYTES = 200_000_000;
const TIDY_AFTER_MS = 1_000;
/** After a failed write (full disk, read-only folder) the next ones would fail, too. */
const PAUSE_MS = 60_000;
/** A file stands where a folder should be, or the other way round: nothing could ever be written there. */
const MISSHAPEN = new Set(['ENOTDIR', 'EISDIR', 'EEXIST']);

/**
 * A store in a folder that all processes of the user share: cacache's, safe under concurrent writers and sudden death,
 * every entry with its checksum. What cannot be read counts as absent, and the next answer replaces it. A folder that
 * cannot be written costs speed, nothing else.
 */
export function openDiskCache(folder: string, logger: Logger, options: DiskCacheOptions = {}): FactStore {
  const report = (what: string, error: unknown): void => {
    const code = codeOf(error);
    if (code !== 'ENOENT') logger.log('debug', `The cache could not be ${what}.`, { code, folder });
  };
  const write = createWriter(folder, options, report);
  return {
    get: async (key) => {
      try {
        return (await cacache.get(folder, key)).data.toString('utf8');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        report('read', error);
        await discard(folder, key).catch((second: unknown) => report('repaired', second));
        return undefined;
      }
    },
    set: write,
  };
}

type Report = (what: string, error: unknown) => void;

function createWriter(folder: string, options: DiskCacheOptions, report: Report): FactStore['set'] {
  let pausedUntil = -Infinity;
  let isReshaped = false;
  let isTidied = false;

  const failed = async (error: unknown): Promise<void> => {
    report('written', error);
    if (MISSHAPEN.has(codeOf(error)) && !isReshaped) {
      isReshaped = true;
      await clearDiskCache(folder).catch((second: unknown) => report('repaired', second));
      // Without such a folder, somebody is just tidying up.
    } else if (codeOf(error) !== 'ENOENT') pausedUntil = performance.now() + PAUSE_MS;
  };
  const tidyLater = (): void => {
    if (isTidied) return;
    isTidied = true;
    const { maxBytes = MAX_CACHE_BYTES, tidyAfterMs = TIDY_AFTER_MS } = options;
    setTimeout(() => void tidyIfDue(folder, maxBytes, report), tidyAfterMs).unref();
  };
  return async (key, text) => {
    if (performance.now() < pausedUntil) return;
    await cacache.put(folder, key, text).then(tidyLater, failed);
  };
}

async function tidyIfDue(folder: string, maxBytes: number, report: Report): Promise<void> {
  const now = Date.now();
  if (!(await isTidyDue(folder, now))) return;
  await tidyDiskCache(folder, { maxBytes, now }).catch((error: unknown) => report('tidied', error));
}

/** A broken content would stay in the way of the same content. */
async function discard(folder: string, key: string): Promise<void> {
  // The types leave out that there may be no such entry.
  const info = (await cacache.get.info(folder, key)) as { readonly integrity: string } | null;
  if (info !== null) await cacache.rm.content(folder, info.integrity);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
