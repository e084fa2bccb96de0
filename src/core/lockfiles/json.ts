import { visit } from 'jsonc-parser';
import type { Problem, Span } from '../model';
import { isRecord, textStart } from '../text';
import type { Json } from './fields';
import { conflictProblem, syntaxProblem } from './problems';
import { t } from '../present/language';

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
    return {
      value: undefined,
      problems: [syntaxProblem(format, t('it is no object'), { start: 0, end: 0 })],
    };
  } catch {
    return { value: undefined, problems: [conflictProblem(text, format) ?? brokenJson(text, format)] };
  }
}

function brokenJson(text: string, format: string): Problem {
  if (text.trim() === '') return syntaxProblem(format, t('it is empty'), { start: 0, end: 0 });
  return syntaxProblem(format, t('it is not valid JSON'), firstError(text) ?? { start: 0, end: 0 });
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
