import { isRecord } from '../text';

/** An object of a lockfile, whose fields may be anything. */
export type Json = Readonly<Record<string, unknown>>;

export const NO_DEPENDENCIES: Readonly<Record<string, string>> = Object.freeze({});

/** A text, or the empty one for anything else. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Only a plain `true` counts. */
export function flag(value: unknown): boolean {
  return value === true;
}

/** Names with their ranges; what is no text is left out. */
export function rangesOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return NO_DEPENDENCIES;
  if (isTexts(value)) return value;
  return Object.fromEntries(
    Object.entries(value).filter((entry) => typeof entry[1] === 'string'),
  ) as Readonly<Record<string, string>>;
}

/** Almost always true: then thousands of small objects need no copy. */
function isTexts(value: Json): value is Readonly<Record<string, string>> {
  for (const key in value) if (typeof value[key] !== 'string') return false;
  return true;
}
