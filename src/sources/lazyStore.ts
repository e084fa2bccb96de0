import type { Logger } from '../core/index';
import type { FactStore } from './cache';
import { lazy } from './lazy';
import { createLimiter } from './limiter';

/**
 * Entries that are read at the same time: to begin with a thousand files at once would hold up the event loop for as long
 * as to begin with all of them takes.
 */
const AT_ONCE = 16;

/** The disk cache of a folder; its modules are loaded on the first question. */
export function lazyStore(folder: string, logger: Logger): FactStore {
  const open = lazy(async () => (await import('./diskCache')).openDiskCache(folder, logger));
  const limited = createLimiter(AT_ONCE);
  return {
    get: (key) => limited(async () => (await open()).get(key)),
    set: async (key, text) => (await open()).set(key, text),
  };
}
