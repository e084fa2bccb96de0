import type { Logger } from '../core/index';
import type { FactStore } from './cache';
import { lazy } from './lazy';

/** The disk cache of a folder; its modules are loaded on the first question. */
export function lazyStore(folder: string, logger: Logger): FactStore {
  const open = lazy(async () => (await import('./diskCache')).openDiskCache(folder, logger));
  return {
    get: async (key) => (await open()).get(key),
    set: async (key, text) => (await open()).set(key, text),
  };
}
