import type { Problem, Severity, Span } from '../model';
import { t } from '../present/language';

/** Severity and words of each problem of a manifest; `detail` is a name or what is wrong. */
const kinds = {
  'too-large': ['error', () => t('This file is too large for a package.json: it was not read.')],
  empty: ['warning', () => t('This package.json is empty. Run npm init, or write {}.')],
  root: ['error', () => t('A package.json is one JSON object: it begins with {.')],
  conflict: ['error', () => t('A merge conflict is not resolved here: both sides were read.')],
  syntax: ['error', (detail) => t('This is not valid JSON: {0}. The rest was read.', detail)],
  comment: ['information', () => t('npm refuses comments in package.json; it was read all the same.')],
  'trailing-comma': ['information', () => t('npm refuses a comma before a closing brace: remove it.')],
  block: [
    'error',
    (detail) => t('{0} must be an object such as { "name": "^1.0.0" }: it was not read.', detail),
  ],
  value: ['error', (detail) => t('The version of {0} must be a text in quotation marks.', detail)],
  'package-name': ['warning', (detail) => t('{0} is no package name: it was not checked.', detail)],
  'duplicate-key': [
    'warning',
    (detail) => t('{0} stands here twice, and the last one counts: remove one.', detail),
  ],
} as const satisfies Record<string, readonly [Severity, (detail: string) => string]>;

type ProblemKind = keyof typeof kinds;

/** Told once a manifest: the first names the cause, others tend to follow from it. */
const ONCE: readonly ProblemKind[] = ['syntax', 'trailing-comma'];

/** More would help nobody, and a text without end should not fill the memory. */
const MAX_PROBLEMS = 100;

export interface ProblemCollector {
  readonly list: readonly Problem[];
  readonly add: (kind: ProblemKind, span?: Span, detail?: string) => void;
  readonly has: (...anyOf: ProblemKind[]) => boolean;
}

/** Collects what is wrong with one manifest, in plain words. */
export function collectProblems(): ProblemCollector {
  const list: Problem[] = [];
  const told = new Set<ProblemKind>();
  const add = (kind: ProblemKind, span?: Span, detail = ''): void => {
    if (ONCE.includes(kind) && told.has(kind)) return;
    if (kind === 'syntax' && told.has('conflict')) return;
    told.add(kind);
    if (list.length >= MAX_PROBLEMS) return;
    const [severity, message] = kinds[kind];
    const place = span === undefined ? {} : { span: { start: span.start, end: span.end } };
    list.push({ code: `manifest.${kind}`, severity, message: message(detail), ...place });
  };
  return { list, add, has: (...anyOf) => anyOf.some((kind) => told.has(kind)) };
}

/** A name from the text as part of a sentence. */
export function quoteName(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 99)}…` : name);
}
