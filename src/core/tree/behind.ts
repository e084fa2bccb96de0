import { entryTexts } from '../lockfiles/entryPlace';
import { findInstalled, findRequested } from '../lockfiles/findInstalled';
import { lostProblems } from '../lockfiles/lost';
import type { Dependency, Lockfile, Manifest, Problem, ResolvedPackage } from '../model';
import { plural, t } from '../present/language';
import { isInRange, isRange } from '../versions';

export interface ManifestOfLockfile {
  readonly manifest: Manifest;
  /** As people know it: `apps/web/package.json`. */
  readonly path: string;
  readonly lockfile: Lockfile;
  /** The manifest's folder from the lockfile's, with `/`; empty beside the lockfile. */
  readonly folder: string;
}

/** An entry of a manifest, and what the lockfile has in its place. */
interface Unanswered {
  readonly dependency: Dependency;
  readonly found: ResolvedPackage | undefined;
}

/**
 * What a manifest asks for and its lockfile does not say: since it was written for other entries, or since it lacks what
 * it should have. Only where the lockfile leaves no doubt: an override of the root manifest is none.
 *
 * @returns problems with the codes `lockfile.behind` and `lockfile.missing-entry`, no more than one of each
 */
export function behindProblems(input: ManifestOfLockfile): Problem[] {
  const { manifest, lockfile, folder, path } = input;
  if (lockfile.packages.length === 0 || !knowsFolder(lockfile, folder)) return [];
  const behind: Unanswered[] = [];
  const lost: Unanswered[] = [];
  for (const dependency of manifest.dependencies) {
    if (!isFirm(dependency)) continue;
    const found = findInstalled(lockfile, dependency.name, folder, dependency.range);
    if (found !== undefined && isAnswer(found, dependency)) continue;
    const asked = findRequested(lockfile, dependency.name, folder);
    if (asked === undefined ? isUnheardOf(lockfile, dependency, found) : !asked.includes(dependency.range))
      behind.push({ dependency, found });
    else if (asked !== undefined && found === undefined) lost.push({ dependency, found });
  }
  const lostEntries = lost.map(({ dependency: { name, range } }) => ({ name, version: range, by: path }));
  const sought = lost.map(
    ({ dependency: { name, range } }) => `${JSON.stringify(name)}: ${JSON.stringify(range)}`,
  );
  return [
    ...lostProblems(lockfile.format, lostEntries, { sought: sought.slice(0, 1) }),
    ...behindProblem(input, behind),
  ];
}

/** Peers and optional ones may be left out; a range may just be typed. */
function isFirm({ scope, specifier, range }: Dependency): boolean {
  return (
    (scope === 'production' || scope === 'development') &&
    specifier.kind === 'registry' &&
    !specifier.tag &&
    range !== '' &&
    isRange(specifier.range, true)
  );
}

/** What comes from elsewhere has no version to compare. */
function isAnswer({ link, version, name }: ResolvedPackage, { specifier, packageName }: Dependency): boolean {
  if (link || version === '' || specifier.kind !== 'registry') return true;
  return (
    name === packageName && isInRange(version, specifier.range, { loose: true, includePrerelease: true })
  );
}

/** A lockfile that tells what manifests asked for tells it of all that are installed with it. */
function knowsFolder({ requested }: Lockfile, folder: string): boolean {
  if (requested === undefined) return true;
  for (const key of requested.keys()) if (key.startsWith(`${folder}\n`)) return true;
  return false;
}

/** Yarn finds by name and range, and resolutions change both: what is not there under any range is not there. */
function isUnheardOf(
  { packages, resolutions }: Lockfile,
  { packageName }: Dependency,
  found: ResolvedPackage | undefined,
): boolean {
  if (resolutions === undefined) return true;
  return found === undefined && !packages.some(({ name }) => name === packageName);
}

function behindProblem({ lockfile, path }: ManifestOfLockfile, behind: readonly Unanswered[]): Problem[] {
  const [first, ...others] = behind;
  if (first === undefined) return [];
  const { dependency, found } = first;
  const message = t(
    '{0} is behind {1}: it has no {2} that {3} allows. What will be installed is not known; install to know.',
    lockfile.format,
    path,
    dependency.name.slice(0, 214),
    JSON.stringify(dependency.range.slice(0, 60)),
  );
  const more = plural(others.length, '{0} more entry is like that.', '{0} more entries are like that.');
  const sought = entryTexts(lockfile.format, found?.location ?? '');
  return [
    {
      code: 'lockfile.behind',
      severity: 'information',
      message: others.length === 0 ? message : `${message} ${more}`,
      sought,
    },
  ];
}
