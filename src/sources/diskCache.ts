import cacache from 'cacache';
import type { Logger } from '../core/index';
import type { FactStore } from './cache';

/**
 * A store in a folder that all processes of the user share: cacache's, safe under concurrent writers and sudden death,
 * every entry with its checksum. What cannot be read counts as absent, and the next answer replaces it.
 */
export function openDiskCache(folder: string, logger: Logger): FactStore {
  const report = (what: string) => (error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    if (code !== 'ENOENT') logger.log('debug', `The cache could not ${what}.`, { code, folder });
    return undefined;
  };
  return {
    get: async (key) => {
      const entry = await cacache.get(folder, key).catch(report('be read'));
      return entry?.data.toString('utf8');
    },
    set: async (key, text) => {
      await cacache.put(folder, key, text).catch(report('be written'));
    },
  };
}
