import type { Problem, Span } from '../model';
import { conflictMarker } from '../text';
import { t } from '../present/language';

/** A lockfile in the middle of a merge: which versions hold is not decided, so nothing of it is used. */
export function conflictProblem(text: string, format: string): Problem | undefined {
  const span = conflictMarker(text);
  if (span === undefined) return undefined;
  const message = t(
    '{0} has an unresolved merge conflict: versions are not known from it. Resolve it, or install anew.',
    format,
  );
  return { code: 'lockfile.conflict', severity: 'warning', message, span };
}

export function syntaxProblem(format: string, what: string, span: Span): Problem {
  const message = t(
    '{0} cannot be read: {1}. Versions are not known from it; install anew to write it.',
    format,
    what,
  );
  return { code: 'lockfile.syntax', severity: 'warning', message, span };
}

/** Readable, but not what its name says. */
export function formatProblem(format: string): Problem {
  const message = t(
    'This is no {0} that is known: versions are not known from it. Install anew to write it.',
    format,
  );
  return { code: 'lockfile.format', severity: 'warning', message };
}
