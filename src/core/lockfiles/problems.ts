import type { Problem, Span } from '../model';
import { conflictMarker } from '../text';
import { t } from '../present/language';
import { entryTexts } from './entryPlace';

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

/** Written by a newer package manager: what it says in a new way is not read. */
export function versionProblems(version: unknown, known: number): Problem[] {
  if (typeof version !== 'number' || !(version > known)) return [];
  const message = t(
    'lockfileVersion {0} is newer than this program knows ({1}): versions may be missing.',
    version,
    known,
  );
  const sought = ['"lockfileVersion"', 'lockfileVersion:'];
  return [{ code: 'lockfile.version', severity: 'information', message, sought }];
}

/** Two entries of one key: mostly what a merge left behind. */
export function duplicateProblem(format: string, key: string, span?: Span): Problem {
  const place = span === undefined ? { sought: entryTexts(format, key) } : { span };
  const message = t(
    '{0} has two entries for {1}: the last one counts. Install anew to write it.',
    format,
    JSON.stringify(key.slice(0, 200)),
  );
  return { code: 'lockfile.duplicate-entry', severity: 'warning', message, ...place };
}

/** Two entries of one key, where that makes the text unreadable. */
export function unusableDuplicate(format: string, key: string, span: Span): Problem {
  const message = t(
    '{0} has two entries for {1}: versions are not known from it. Install anew to write it.',
    format,
    JSON.stringify(key.slice(0, 200)),
  );
  return { code: 'lockfile.duplicate-entry', severity: 'warning', message, span };
}

/** A lockfile that stands there and gives no text. */
export function unreadableLockfile(
  format: string,
  why: 'too-large' | 'no-file' | 'memory' | 'error',
  code = '',
): Problem {
  const what = {
    'too-large': () => t('it is larger than 100 MB'),
    'no-file': () => t('it is no file'),
    memory: () => t('it takes more memory than there is'),
    error: () => t('the system says {0}', code),
  }[why]();
  return { ...syntaxProblem(format, what, { start: 0, end: 0 }), code: 'lockfile.unreadable' };
}
