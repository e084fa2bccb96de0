import { readText } from './disk';
import { asRecord, parseOwnJson } from './json';
import type { Json } from './json';

/** A JSON file of the snapshot, of which a run needs some dozen entries of hundreds. */
export interface SnapshotLines {
  /** The fields in front of the packages. */
  readonly head: Json;
  readonly entryOf: (name: string) => Json | undefined;
  readonly names: () => string[];
}

const PACKAGES = '"packages":{';

/**
 * Reads a file that `npm run snapshot` wrote: an object whose `packages` stand one a line, each of which is parsed when
 * it is asked for. A file that is missing or broken says nothing. Never rejects.
 */
export async function readLines(file: string): Promise<SnapshotLines> {
  const text = await readText(file).catch(() => '');
  const at = text.indexOf(`\n${PACKAGES}\n`);
  const head = at < 0 || !text.trimEnd().endsWith('}}') ? undefined : headOf(text.slice(0, at));
  if (head === undefined) return { head: {}, entryOf: () => undefined, names: () => [] };
  const starts = startsIn(text, at + PACKAGES.length + 1);
  return { head, entryOf: (name) => entryAt(text, starts.get(name)), names: () => [...starts.keys()] };
}

function headOf(text: string): Json | undefined {
  return asRecord(parseOwnJson(`${text.trimEnd().replace(/,$/, '')}}`));
}

/** Where the entry of each package begins; names of packages need no escapes in JSON. */
function startsIn(text: string, from: number): Map<string, number> {
  const starts = new Map<string, number>();
  for (let at = from; text.startsWith('\n"', at); at = text.indexOf('\n', at + 1)) {
    const end = text.indexOf('":', at + 2);
    starts.set(text.slice(at + 2, end), end + 2);
  }
  return starts;
}

function entryAt(text: string, start: number | undefined): Json | undefined {
  if (start === undefined) return undefined;
  return asRecord(parseOwnJson(text.slice(start, text.indexOf('\n', start)).replace(/,$/, '')));
}
