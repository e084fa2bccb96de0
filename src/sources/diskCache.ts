import cacache from 'cacache';
import type { Logger } from '../core/index';
import type { FactStore } from './cache';

/**
 * A store in a folder that all processes of the user share: cacache's, safe under concurrent writers and sudden death,
 * every entry with its checksum. What cannot be read counts as absent, and the next answer replaces it.
 */
export function openDiskCache(folder: string, logger: Logger): FactStore {
  const report = (what: string, error: unknown): void => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code !== 'ENOENT') logger.log('debug', `The cache could not be ${what}.`, { code, folder });
  };
  return {
    get: async (key) => {
      try {
        return (await cacache.get(folder, key)).data.toString('utf8');
      } catch (error) {
        report('read', error);
        await discard(folder, key).catch((second: unknown) => report('repaired', second));
        return undefined;
      }
    },
    set: async (key, text) => {
      await cacache.put(folder, key, text).catch((error: unknown) => report('written', error));
    },
  };
}

/** A broken content would stay in the way of the same content. */
async function discard(folder: string, key: string): Promise<void> {
  // The types leave out that there may be no such entry.
  const info = (await cacache.get.info(folder, key)) as { readonly integrity: string } | null;
  if (info !== null) await cacache.rm.content(folder, info.integrity);
}
