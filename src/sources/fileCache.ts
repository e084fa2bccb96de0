import { readText, statsOf } from './disk';

/** Reads files and keeps what was made of them until they change (modification time and size). */
export interface FileCache {
  /** `undefined` where there is no file that can be read. */
  read<T>(path: string, parse: (text: string) => T): Promise<T | undefined>;
}

interface Kept {
  readonly modified: number;
  readonly size: number;
  readonly value: unknown;
}

const MOST_FILES = 2_000;

/** Files larger than this count as absent, unless stated. */
export const MOST_BYTES = 100_000_000;

/**
 * A cache for one kind of reader: a path must always be read with the same `parse`.
 *
 * @param maxBytes files larger than this count as absent.
 */
export function createFileCache(maxBytes = MOST_BYTES): FileCache {
  const kept = new Map<string, Kept>();
  return {
    async read<T>(path: string, parse: (text: string) => T): Promise<T | undefined> {
      const found = await statsOf(path);
      if (found === undefined || !found.isFile() || found.size > maxBytes) {
        kept.delete(path);
        return undefined;
      }
      const known = kept.get(path);
      if (known?.modified === found.mtimeMs && known.size === found.size) return known.value as T;
      const text = await readText(path).catch(() => undefined);
      if (text === undefined) return undefined;
      const value = parse(text);
      if (kept.size >= MOST_FILES) kept.clear();
      kept.set(path, { modified: found.mtimeMs, size: found.size, value });
      return value;
    },
  };
}
