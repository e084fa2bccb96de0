import { visit } from 'jsonc-parser';
import type { Problem, Span } from '../model';
import { isRecord, textStart } from '../text';
import type { Json } from './fields';
import { conflictProblem, duplicateProblem, syntaxProblem } from './problems';
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
    if (isRecord(value)) return { value, problems: duplicatesIn(text, value, format) };
    return {
      value: undefined,
      problems: [syntaxProblem(format, t('it is no object'), { start: 0, end: 0 })],
    };
  } catch {
    return { value: undefined, problems: [conflictProblem(text, format) ?? brokenJson(text, format)] };
  }
}

/**
 * The parser keeps the last of several equal keys. Package managers write one entry a line, two steps deep (npm steps
 * as package.json does), so that counting such lines tells for almost nothing whether to search for the place.
 */
export function duplicatesIn(text: string, root: Json = {}, format: string): Problem[] {
  const step = /^\s*\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const written = countOf(text, `\n${step}${step}"`);
  const read = SECTIONS.reduce((sum, section) => sum + keysIn(root[section]), 0);
  if (written <= read) return [];
  const duplicate = findDuplicate(text.slice(textStart(text)));
  if (duplicate === undefined) return [];
  const start = duplicate.offset + textStart(text);
  return [duplicateProblem(format, duplicate.key, { start, end: start + duplicate.length })];
}

const SECTIONS = ['packages', 'dependencies', 'workspaces'] as const;

function keysIn(value: unknown): number {
  if (!isRecord(value)) return 0;
  let keys = 0;
  for (const key in value) if (Object.hasOwn(value, key)) keys += 1;
  return keys;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

interface Duplicate {
  readonly key: string;
  readonly offset: number;
  readonly length: number;
}

/** The first key that stands twice in an object. */
function findDuplicate(json: string): Duplicate | undefined {
  const open: Set<string>[] = [];
  let found: Duplicate | undefined;
  visit(json, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (key, offset, length) => {
      const keys = open.at(-1);
      if (keys?.has(key) === true) found ??= { key, offset, length };
      keys?.add(key);
    },
  });
  return found;
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
