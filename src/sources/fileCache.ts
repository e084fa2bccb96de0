import type { Stats } from 'node:fs';
import { MOST_BYTES, readText, statsOf } from './disk';

/** Reads files and keeps what was made of them until they change (size, and when its content or anything about it was written). */
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

/** The modification time may be one that whoever unpacked the file gave it; when that was done, `ctimeMs` tells. */
type Mark = Pick<Stats, 'mtimeMs' | 'ctimeMs' | 'size'>;

interface Kept {
  readonly mark: Mark;
  /** What was read, or the reading while it lasts, so that nobody else begins another one. */
  readonly value: Read<unknown> | Promise<Read<unknown> | undefined>;
}

const MOST_FILES = 2_000;

/**
 * A cache for one kind of reader: a path must always be read with the same `parse`.
 *
 * @param maxBytes files larger than this count as absent.
 */
export function createFileCache(maxBytes = MOST_BYTES): FileCache {
  /** What was asked for last stands last. */
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
      const { mtimeMs, ctimeMs, size } = found;
      const mark = { mtimeMs, ctimeMs, size };
      const known = kept.get(path);
      kept.delete(path);
      if (known !== undefined && isSame(known.mark, mark)) {
        kept.set(path, known);
        return ((await known.value) as Read<T> | undefined)?.value;
      }
      const reading = { mark, value: load(path, parse, elsewhere(size)) };
      makeRoom(kept);
      kept.set(path, reading);
      try {
        const read = await reading.value;
        if (kept.get(path) === reading && read !== undefined) kept.set(path, { mark, value: read });
        return read?.value;
      } finally {
        // What could not be read is tried again.
        if (kept.get(path) === reading) kept.delete(path);
      }
    },
  };
}

function isSame(one: Mark, other: Mark): boolean {
  return one.mtimeMs === other.mtimeMs && one.ctimeMs === other.ctimeMs && one.size === other.size;
}

interface Read<T> {
  readonly value: T;
}

/** What nobody asked for the longest time goes; a reading under way stays, else somebody would begin another one. */
function makeRoom(kept: Map<string, Kept>): void {
  for (const [path, { value }] of kept) {
    if (kept.size < MOST_FILES) return;
    if (!(value instanceof Promise)) kept.delete(path);
  }
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
