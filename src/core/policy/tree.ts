import type { Problem, Severity, Span } from '../model';
import { t } from '../present/language';

/** A document as its author wrote it, YAML or JSON alike: values with their places, nothing interpreted. */
export type Tree = TreeMap | TreeList | TreeScalar;

interface Placed {
  readonly span: Span;
  /** `licenses.deny[2].when`; empty for the whole document. */
  readonly path: string;
}

export interface TreeMap extends Placed {
  readonly kind: 'map';
  readonly entries: readonly TreeEntry[];
}

export interface TreeEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}

export interface TreeList extends Placed {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface TreeScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written: the clause `2.10` is no number to its author. */
  readonly text: string;
}

/** Deeper than any policy; far less than what a call stack holds. */
export const MAX_DEPTH = 40;

/** Values in one document, those that aliases repeat included: far above any policy, far below a bomb of aliases. */
export const MAX_VALUES = 100_000;

/** Characters in one document. */
export const MAX_LENGTH = 4_000_000;

export function childPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}

export interface TreeAnswer {
  /** `undefined` where nothing could be read, or the document is empty. */
  readonly tree: Tree | undefined;
  readonly problems: readonly Problem[];
}

/** Takes the problems of one document. */
export class Problems {
  readonly all: Problem[] = [];

  constructor(private readonly file: string) {}

  add(code: string, severity: Severity, span: Span, message: string): void {
    this.all.push({ code, severity, message, file: this.file, span });
  }

  /** From the top of the document to its end. */
  inOrder(): readonly Problem[] {
    return [...this.all].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  }
}

/** Of a key that stands twice in one map, the last one counts, as in JSON; the others are problems. */
export function lastOfEachKey(entries: readonly TreeEntry[], problems: Problems): readonly TreeEntry[] {
  const last = new Map(entries.map((entry) => [entry.key, entry]));
  if (last.size === entries.length) return entries;
  for (const entry of entries) {
    if (last.get(entry.key) === entry) continue;
    const message = t(
      '{0}: this key stands here twice; the last one counts. Remove one of them.',
      entry.value.path,
    );
    problems.add('policy.duplicate-key', 'error', entry.keySpan, message);
  }
  return [...last.values()];
}
