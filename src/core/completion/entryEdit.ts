import { writeYaml } from '../fixes/yamlScalar';
import type { TextEdit } from '../model';
import type { EntryPlace } from './place';

export interface EntryEdit {
  /** Replaces what is under the cursor, on one line. */
  readonly edit: TextEdit;
  /** A comma that is missing before it. */
  readonly before: readonly TextEdit[];
}

/**
 * Writes an entry over the half-typed one: name and range in one go, in JSON quoted and with the commas that are missing. A range
 * that stands there already stays where the name stays, or where no better one is known.
 */
export function entryEdit(place: EntryPlace, name: string, range: string | undefined): EntryEdit {
  if (place.isSplit) return over(place, JSON.stringify(name));
  const kept = place.range !== undefined && place.range !== '' ? place.range : undefined;
  const written = name === place.name ? (kept ?? range) : (range ?? kept);
  if (place.syntax === 'yaml')
    return over(place, `${writeYaml(name, '')}: ${written === undefined ? '' : writeYaml(written, '')}`);
  return over(place, `${JSON.stringify(name)}: ${JSON.stringify(written ?? '')}`);
}

/** Writes a range over the half-typed one. */
export function rangeEdit(text: string, place: EntryPlace, range: string): EntryEdit {
  const blank = text.charAt(place.word.start - 1) === ':' ? ' ' : '';
  const written =
    place.syntax === 'yaml' ? writeYaml(range, text.charAt(place.word.start)) : JSON.stringify(range);
  return over(place, `${blank}${written}`);
}

function over({ entry, commaAfter, commaBefore }: EntryPlace, written: string): EntryEdit {
  return {
    edit: { span: entry, newText: commaAfter ? `${written},` : written },
    before:
      commaBefore === undefined ? [] : [{ span: { start: commaBefore, end: commaBefore }, newText: ',' }],
  };
}
