import semver from 'semver';
import { noEvidence } from '../evidence';
import type { Evidence, Judgement } from '../model';

/** A package of which something is known without asking anybody. */
export interface KnownPackage {
  readonly name: string;
  /** Versions that are known to exist, newest first, prereleases left out. */
  readonly versions: readonly string[];
  /** What is known, about whichever version. */
  readonly evidence: Evidence;
  /** The ranges under which manifests of the workspace ask for it. */
  readonly ranges: readonly string[];
}

/** Looks packages up by name, at once. */
export interface PackageIndex {
  readonly names: readonly string[];
  readonly get: (name: string) => KnownPackage | undefined;
}

/** Sorts versions newest first, each once; what is no version or a prerelease is left out. */
export function newestFirst(versions: readonly (string | undefined)[]): string[] {
  const valid = versions.filter(
    (version): version is string =>
      version !== undefined && semver.valid(version) !== null && semver.prerelease(version) === null,
  );
  return [...new Set(valid)].sort(semver.rcompare);
}

/** What the manifests of a workspace already know: packages that were judged, with the ranges that ask for them. */
export function indexJudged(judgements: readonly Judgement[]): PackageIndex {
  const packages = new Map<string, KnownPackage>();
  for (const { dependency, evidence } of judgements) {
    if (dependency.specifier.kind !== 'registry' || evidence.version === undefined) continue;
    const name = dependency.packageName;
    const known = packages.get(name);
    const runs = evidence.licenseRuns?.value.map(({ to }) => to) ?? [];
    packages.set(name, {
      name,
      versions: newestFirst([...(known?.versions ?? []), evidence.version.value, ...runs]),
      evidence: known?.evidence ?? evidence,
      ranges: [...new Set([...(known?.ranges ?? []), dependency.specifier.range])],
    });
  }
  return { names: [...packages.keys()], get: (name) => packages.get(name) };
}

/** Several indexes as one; of a package that several know, the first one's evidence counts, and all their versions. */
export function mergeIndexes(indexes: readonly PackageIndex[]): PackageIndex {
  return {
    names: [...new Set(indexes.flatMap(({ names }) => names))],
    get: (name) => {
      const found = indexes.flatMap((index) => index.get(name) ?? []);
      const [first] = found;
      return first && found.length > 1 ? { ...first, versions: versionsOf(found) } : first;
    },
  };
}

function versionsOf(found: readonly KnownPackage[]): string[] {
  return newestFirst(found.flatMap(({ versions }) => versions));
}

/** The evidence as it is for one version: only what is stated of that version, or of the package at large. */
export function evidenceAt({ evidence }: KnownPackage, version: string): Evidence {
  if (evidence.version?.value === version) return evidence;
  const { licenseRuns, repository, scorecards, links } = evidence;
  const origin = licenseRuns?.origin ?? evidence.version?.origin;
  if (origin === undefined) return noEvidence;
  const run = licenseRuns?.value.find(({ from, to }) => semver.gte(version, from) && semver.lte(version, to));
  return {
    ...noEvidence,
    version: { value: version, origin },
    licenses: run === undefined ? [] : [{ value: run.license, origin }],
    repository,
    scorecards,
    licenseRuns,
    links,
  };
}
