import type { Evidence, Fact, LicenseRun, Origin, Policy } from '../model';
import { matchesPackage } from '../policy/packages';
import { admits } from '../rules/runs';
import { isAtLeast, isInRange, isVersion, mayMeet } from '../versions';
import type { Decide } from './decide';

/** A version of a package that the policy lets pass, as far as is known. */
export interface AllowedVersion {
  readonly version: string;
  /** Admits no version that is known to be stopped. */
  readonly range: string;
  readonly license: string;
  readonly origin: Origin;
}

/** What is known of the versions of one package. */
export interface KnownVersions {
  readonly name: string;
  /** What sources say of its licenses over time. */
  readonly evidence: Evidence | undefined;
  /** Copies that the lockfile installs: each with what the policy decides on it. */
  readonly copies: readonly KnownCopy[];
}

export interface KnownCopy {
  readonly version: string;
  /** Absent for what is not a registry's, and no answer to what is. */
  readonly license?: string;
  readonly isAllowed: boolean;
  readonly origin: Origin;
}

/**
 * The versions of a package that the policy lets pass, the newest first: the last and the first of each stretch of
 * versions under one license, and what the lockfile installs elsewhere. A range reaches beyond such a version only as
 * far as no version is known to be stopped.
 */
export function allowedVersions(known: KnownVersions, policy: Policy, decide: Decide): AllowedVersion[] {
  const fact = known.evidence?.licenseRuns;
  const decided = fact === undefined ? [] : fact.value.map((run) => decideRun(run, fact, decide));
  const found = new Map<string, AllowedVersion>();
  for (const { license, allowed, origin } of decided)
    for (const version of allowed)
      found.set(version, { version, range: rangeFor(version, known, decided, policy), license, origin });
  for (const { version, license, isAllowed, origin } of known.copies)
    if (isAllowed && license !== undefined && isVersion(version) && !found.has(version))
      found.set(version, { version, range: version, license, origin });
  return [...found.values()].sort((a, b) => (isAtLeast(a.version, b.version) ? -1 : 1));
}

interface DecidedRun {
  readonly run: LicenseRun;
  readonly license: string;
  readonly origin: Origin;
  /** Its ends that the policy lets pass. */
  readonly allowed: readonly string[];
}

function decideRun(run: LicenseRun, { origin }: Fact<unknown>, decide: Decide): DecidedRun {
  const ends = [...new Set([run.to, run.from])].filter((version) => isVersion(version));
  const decisions = ends.map((version) => ({ version, ...decide(version, run.license, origin) }));
  const allowed = decisions.filter(({ isAllowed }) => isAllowed).map(({ version }) => version);
  return { run, license: decisions[0]?.license ?? '', origin, allowed };
}

/** The widest range that meets no version which is known to be stopped, by its license or by name. */
function rangeFor(
  version: string,
  { name, copies }: KnownVersions,
  runs: readonly DecidedRun[],
  policy: Policy,
): string {
  const named = policy.packageRules
    .filter(({ decision }) => decision === 'denied' || decision === 'review')
    .filter(({ pattern }) => matchesPackage(pattern, name, undefined) !== false)
    .flatMap(({ pattern }) => pattern.range ?? []);
  const stopped = runs.filter(({ allowed }) => allowed.length === 0);
  const isSafe = (range: string): boolean =>
    !stopped.some(({ run }) => admits(range, run)) &&
    !named.some((other) => mayMeet(range, other)) &&
    !copies.some((copy) => !copy.isAllowed && isInRange(copy.version, range, { loose: true }));
  return [`^${version}`, `~${version}`].find(isSafe) ?? version;
}
