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
