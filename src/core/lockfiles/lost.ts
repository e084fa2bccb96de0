import type { Problem } from '../model';
import { plural, t } from '../present/language';

/** A requirement that a lockfile does not answer. */
export interface LostEntry {
  readonly name: string;
  /** As the lockfile or the manifest states it; empty where it is not known. */
  readonly version?: string;
  /** Who requires it: a package with its version, or a manifest. */
  readonly by: string;
}

/**
 * What a lockfile lacks: one problem, which names the first.
 *
 * @param count how many it lacks, where not all are listed
 * @param sought where the first one is required, as in `Problem`
 * @returns nothing, or one problem with the code `lockfile.missing-entry`
 */
export function lostProblems(
  format: string,
  lost: readonly LostEntry[],
  { count = lost.length, sought }: { readonly count?: number; readonly sought?: readonly string[] } = {},
): Problem[] {
  const [first] = lost;
  if (first === undefined) return [];
  const name = `${first.name.slice(0, 214)} ${(first.version ?? '').slice(0, 60)}`.trim();
  const message =
    count === 1
      ? t(
          '{0} lacks {1}, which {2} requires: it is not judged. Install anew to write it.',
          format,
          name,
          first.by,
        )
      : plural(
          count - 1,
          '{1} lacks {2}, which {3} requires, and {0} other package: they are not judged. Install anew to write it.',
          '{1} lacks {2}, which {3} requires, and {0} other packages: they are not judged. Install anew to write it.',
          format,
          name,
          first.by,
        );
  return [{ code: 'lockfile.missing-entry', severity: 'warning', message, ...(sought && { sought }) }];
}
