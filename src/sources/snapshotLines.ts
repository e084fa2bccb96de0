import { readText } from './disk';
import { asRecord, parseJson } from './json';
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
  return {
    head,
    entryOf: (name) => entryIn(text, name),
    names: () => Object.keys(asRecord(asRecord(parseJson(text))?.['packages']) ?? {}),
  };
}

function headOf(text: string): Json | undefined {
  return asRecord(parseJson(`${text.trimEnd().replace(/,$/, '')}}`));
}

function entryIn(text: string, name: string): Json | undefined {
  const key = `\n${JSON.stringify(name)}:`;
  const at = text.indexOf(key);
  if (at < 0 || name === 'packages') return undefined;
  const end = text.indexOf('\n', at + key.length);
  return asRecord(parseJson(text.slice(at + key.length, end).replace(/,$/, '')));
}
