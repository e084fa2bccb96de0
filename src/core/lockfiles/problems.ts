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

/** Two entries of one key: mostly what a merge left behind. */
export function duplicateProblem(format: string, key: string, span?: Span): Problem {
  const message = t(
    '{0} has two entries for {1}: the last one counts. Install anew to write it.',
    format,
    JSON.stringify(key.slice(0, 200)),
  );
  return { code: 'lockfile.duplicate-entry', severity: 'warning', message, ...(span && { span }) };
}

/** A lockfile that stands there and gives no text. */
export function unreadableLockfile(
  format: string,
  why: 'too-large' | 'no-file' | 'error',
  code = '',
): Problem {
  const what = {
    'too-large': () => t('it is larger than 100 MB'),
    'no-file': () => t('it is no file'),
    error: () => t('the system says {0}', code),
  }[why]();
  return { ...syntaxProblem(format, what, { start: 0, end: 0 }), code: 'lockfile.unreadable' };
}
