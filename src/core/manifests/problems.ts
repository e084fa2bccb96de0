import type { Problem, Severity, Span } from '../model';

/** Severity and words of each problem of a manifest; `detail` is a name or what is wrong. */
const kinds = {
  'too-large': ['error', () => 'This file is too large for a package.json: it was not read.'],
  empty: ['warning', () => 'This package.json is empty. Run npm init, or write {}.'],
  root: ['error', () => 'A package.json is one JSON object: it begins with {.'],
  conflict: ['error', () => 'A merge conflict is not resolved here: both sides were read.'],
  syntax: ['error', (detail) => `This is not valid JSON: ${detail}. The rest was read.`],
  comment: ['information', () => 'npm refuses comments in package.json; it was read all the same.'],
  'trailing-comma': ['information', () => 'npm refuses a comma before a closing brace: remove it.'],
  block: ['error', (detail) => `${detail} must be an object such as { "name": "^1.0.0" }: it was not read.`],
  value: ['error', (detail) => `The version of ${detail} must be a text in quotation marks.`],
  'package-name': ['warning', (detail) => `${detail} is no package name: it was not checked.`],
  'duplicate-key': [
    'warning',
    (detail) => `${detail} stands here twice, and the last one counts: remove one.`,
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
