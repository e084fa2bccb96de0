import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FactStore } from './cache';
import { lazy } from './lazy';

/** What the disk cache of a folder keeps, to be read only; nothing is loaded where nothing is kept. */
export function lightStore(folder: string): FactStore {
  const open = lazy(async () => {
    if (!existsSync(join(folder, 'index-v5'))) return undefined;
    return (await import('./keptStore')).keptStore(folder);
  });
  return {
    get: async (key) => (await open())?.get(key),
    set: () => Promise.resolve(),
  };
}
