import type { Dependency, Problem, Span } from '../model';
import { plural, t } from './language';
import type { Range } from './lines';
import { clip } from './plain';

/**
 * What a lockfile that cannot be read means for the manifests beside it.
 *
 * @param label the lockfile as people know it: `apps/web/package-lock.json`
 * @param range where in the lockfile it cannot be read, where that is known
 */
export function blindText({ code }: Pick<Problem, 'code'>, label: string, range: Range | undefined): string {
  const file = clip(label, 200);
  if (code === 'lockfile.conflict' && range !== undefined)
    return t(
      '{0} has an unresolved merge conflict, line {1}: versions are not taken from it, and what dependencies bring is not judged. Resolve it, or install anew.',
      file,
      range.line,
    );
  if (range === undefined || code === 'lockfile.format' || code === 'lockfile.unreadable')
    return t(
      '{0} cannot be read: versions are not taken from it, and what dependencies bring is not judged. Install anew to write it.',
      file,
    );
  return t(
    '{0} cannot be read, line {1}: versions are not taken from it, and what dependencies bring is not judged. Install anew to write it.',
    file,
    range.line,
  );
}

/** The same for a list of what several manifests need; `undefined` where all lockfiles can be read. */
export function blindNotice(texts: readonly string[]): string | undefined {
  const [first, ...others] = texts;
  if (first === undefined || others.length === 0) return first;
  const more = plural(
    others.length,
    '{0} more lockfile cannot be read.',
    '{0} more lockfiles cannot be read.',
  );
  return `${first} ${more}`;
}

/** The key of the first block of dependencies in a manifest's text: where what concerns all of them is told. */
export function blockSpan(text: string, dependencies: readonly Dependency[]): Span {
  const [first] = [...dependencies].sort((a, b) => a.entrySpan.start - b.entrySpan.start);
  const before = text.slice(0, first?.entrySpan.start ?? 0);
  const key = /"[A-Za-z]+"(?=\s*:\s*\{\s*$)/.exec(before);
  return key === null ? { start: 0, end: 0 } : { start: key.index, end: key.index + key[0].length };
}
