import type { Span } from './model';

/** An offset behind a byte order mark, where the text proper begins. */
export function textStart(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** The line of the first marker of a merge conflict (`<<<<<<< ours`), if there is one. */
export function conflictMarker(text: string): Span | undefined {
  if (!text.includes('<<<<<<<')) return undefined;
  const match = /^<{7}(?!<).*$/m.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].trimEnd().length };
}

/** Whether a value of parsed JSON or YAML is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text as a part of an address. Halves of surrogate pairs, which no address can hold, become U+FFFD. */
export function uriPart(text: string): string {
  return encodeURIComponent(wellFormed(text));
}

/** A text without halves of surrogate pairs: U+FFFD stands for each. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
