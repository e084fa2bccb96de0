import { MOST_BYTES, readText, statsOf } from './disk';

/** Reads files and keeps what was made of them until they change (modification time and size). */
export interface FileCache {
  /**
   * `undefined` where there is no file that can be read. A file that several ask for at once is read once.
   *
   * @param elsewhere answers who else reads a file of that size, where somebody does
   * @param onCircle told where links lead in a circle
   */
  read<T>(
    path: string,
    parse: (text: string) => T,
    elsewhere?: (size: number) => Promise<T | undefined> | undefined,
    onCircle?: () => void,
  ): Promise<T | undefined>;
}

interface Kept {
  readonly modified: number;
  readonly size: number;
  /** What was read, or the reading while it lasts, so that nobody else begins another one. */
  readonly value: unknown;
}

const MOST_FILES = 2_000;

/**
 * A cache for one kind of reader: a path must always be read with the same `parse`.
 *
 * @param maxBytes files larger than this count as absent.
 */
export function createFileCache(maxBytes = MOST_BYTES): FileCache {
  const kept = new Map<string, Kept>();
  return {
    async read<T>(
      path: string,
      parse: (text: string) => T,
      elsewhere: (size: number) => Promise<T | undefined> | undefined = () => undefined,
      onCircle?: () => void,
    ): Promise<T | undefined> {
      const found = await statsOf(path, onCircle);
      if (found === undefined || !found.isFile() || found.size > maxBytes) {
        kept.delete(path);
        return undefined;
      }
      const { mtimeMs: modified, size } = found;
      const known = kept.get(path);
      if (known?.modified === modified && known.size === size)
        return ((await known.value) as Read<T> | undefined)?.value;
      const reading = { modified, size, value: load(path, parse, elsewhere(size)) };
      if (kept.size >= MOST_FILES) kept.clear();
      kept.set(path, reading);
      try {
        const read = await reading.value;
        if (kept.get(path) === reading && read !== undefined) kept.set(path, { modified, size, value: read });
        return read?.value;
      } finally {
        // What could not be read is tried again.
        if (kept.get(path) === reading) kept.delete(path);
      }
    },
  };
}

interface Read<T> {
  readonly value: T;
}

async function load<T>(
  path: string,
  parse: (text: string) => T,
  elsewhere: Promise<T | undefined> | undefined,
): Promise<Read<T> | undefined> {
  if (elsewhere !== undefined) {
    const value = await elsewhere;
    return value === undefined ? undefined : { value };
  }
  const text = await readText(path).catch(() => undefined);
  return text === undefined ? undefined : { value: parse(text) };
}
