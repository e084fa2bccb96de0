import { visit } from 'jsonc-parser';
import type { Problem, Span } from '../model';
import { conflictMarker, isRecord, textStart } from '../text';
import type { Json } from './fields';

export interface JsonLockfile {
  /** The root object; `undefined` where nothing could be read. */
  readonly value: Json | undefined;
  readonly problems: readonly Problem[];
}

/** Reads the JSON of a lockfile by the platform's parser, and looks for the place of an error only when there is one. */
export function parseJsonLockfile(text: string, format: string): JsonLockfile {
  try {
    const value: unknown = JSON.parse(text.slice(textStart(text)));
    if (isRecord(value)) return { value, problems: [] };
    return { value: undefined, problems: [syntaxProblem(format, 'it is no object', { start: 0, end: 0 })] };
  } catch {
    return { value: undefined, problems: [conflictProblem(text, format) ?? brokenJson(text, format)] };
  }
}

/** A lockfile in the middle of a merge: which versions hold is not decided, so nothing of it is used. */
export function conflictProblem(text: string, format: string): Problem | undefined {
  const span = conflictMarker(text);
  if (span === undefined) return undefined;
  const message = `${format} has an unresolved merge conflict: versions are not known from it. Resolve it, or install anew.`;
  return { code: 'lockfile.conflict', severity: 'warning', message, span };
}

export function syntaxProblem(format: string, what: string, span: Span): Problem {
  const message = `${format} cannot be read: ${what}. Versions are not known from it; install anew to write it.`;
  return { code: 'lockfile.syntax', severity: 'warning', message, span };
}

function brokenJson(text: string, format: string): Problem {
  if (text.trim() === '') return syntaxProblem(format, 'it is empty', { start: 0, end: 0 });
  return syntaxProblem(format, 'it is not valid JSON', firstError(text) ?? { start: 0, end: 0 });
}

function firstError(text: string): Span | undefined {
  const from = textStart(text);
  let first: Span | undefined;
  try {
    visit(
      text.slice(from),
      {
        onError: (_code, offset, length) =>
          (first ??= { start: from + offset, end: Math.min(from + offset + length, text.length) }),
      },
      { disallowComments: true },
    );
  } catch {
    // Nested deeper than the stack: the error has no place, but it still is one.
  }
  return first;
}
