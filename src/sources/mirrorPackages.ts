import { lacks } from '../core/index';
import type { Evidence, EvidencePatch, FactKind, Gap } from '../core/index';
import { MIRROR_FACTS, printIndex, printShard, sha256, shardOf, shardPath } from './mirrorFormat';
import type { MirrorIndex, MirrorPackage, MirrorVersion } from './mirrorFormat';

/** What services on the network said of one public package. */
export interface MirrorAnswer {
  readonly name: string;
  /** What was asked for, where no exact version was known. */
  readonly range?: string;
  readonly evidence: Evidence;
}

/** The files of a mirror: path from the mirror's folder to content. The index is named last. */
export interface MirrorFiles {
  readonly index: MirrorIndex;
  readonly shards: ReadonlyMap<string, string>;
  readonly indexText: string;
}

const LASTING = new Set<Gap['why']>(['not-found', 'no-repository', 'unsupported']);
const TELLS_DEPRECATION = new Set<string | undefined>(['npm', 'deps.dev']);
/** What is not there is said so by those who were asked; silence means that they were not. */
const SAID_OUTRIGHT = new Set<FactKind>(['scorecard', 'advisories']);
/** So many packages in a shard are a file of some hundred kilobytes, packed some tens. */
const PACKAGES_PER_SHARD = 256;

/**
 * Writes down what was learned, in an order that does not depend on the answers'.
 *
 * @param asked the facts for which at least one service was asked: what is missing of them is not there.
 * @param built the instant, ISO 8601.
 */
export function mirrorFiles(
  answers: readonly MirrorAnswer[],
  asked: readonly FactKind[],
  built: string,
): MirrorFiles {
  const packages = packagesFrom(answers, asked);
  const digits = digitsFor(packages.size);
  const groups = new Map<string, Record<string, MirrorPackage>>();
  for (const name of [...packages.keys()].sort()) {
    const group = groups.get(shardOf(name, digits)) ?? (Object.create(null) as Record<string, MirrorPackage>);
    group[name] = packages.get(name) ?? { ranges: {}, versions: {} };
    groups.set(shardOf(name, digits), group);
  }
  const shards = new Map<string, string>();
  const hashes: Record<string, string> = {};
  for (const [shard, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const text = printShard(group);
    hashes[shard] = sha256(text);
    shards.set(shardPath(shard, sha256(text)), text);
  }
  const versions = [...packages.values()].reduce((sum, each) => sum + Object.keys(each.versions).length, 0);
  const index = { built, packages: packages.size, versions, digits, shards: hashes };
  return { index, shards, indexText: printIndex(index) };
}

function digitsFor(packages: number): number {
  if (packages <= 16 * PACKAGES_PER_SHARD) return 1;
  return packages <= 256 * PACKAGES_PER_SHARD ? 2 : 3;
}

type Draft = { -readonly [Key in keyof MirrorPackage]: MirrorPackage[Key] };

function packagesFrom(answers: readonly MirrorAnswer[], asked: readonly FactKind[]): Map<string, Draft> {
  const packages = new Map<string, Draft>();
  for (const { name, range, evidence } of answers) {
    const draft: Draft = packages.get(name) ?? { ranges: {}, versions: {} };
    const { version, licenseRuns, lastRelease } = evidence;
    if (version === undefined && !isKnownToBeMissing('version', evidence)) continue;
    if (range !== undefined) draft.ranges = { ...draft.ranges, [range]: version ?? null };
    if (version !== undefined)
      draft.versions = { ...draft.versions, [version.value]: versionFrom(evidence, asked) };
    if (licenseRuns) draft.licenseRuns = licenseRuns;
    if (lastRelease) draft.lastRelease = lastRelease;
    packages.set(name, draft);
  }
  return packages;
}

function versionFrom(evidence: Evidence, asked: readonly FactKind[]): MirrorVersion {
  const { licenses, repository, scorecards, advisories, links } = evidence;
  const deprecation = evidence.deprecation ?? notDeprecated(evidence);
  const nothing: Partial<Record<FactKind, Gap['why']>> = {};
  for (const fact of MIRROR_FACTS) {
    const isSaid = fact === 'deprecation' ? deprecation !== undefined : !lacks(evidence, fact);
    if (isSaid || !asked.includes(fact) || hasFailed(fact, evidence)) continue;
    const gap = lastingGap(fact, evidence);
    if (gap !== undefined || !SAID_OUTRIGHT.has(fact)) nothing[fact] = gap?.why ?? 'not-found';
  }
  const facts: EvidencePatch = {
    licenses,
    scorecards,
    ...(repository && { repository }),
    ...(deprecation && { deprecation }),
    ...(advisories && { advisories }),
    links,
  };
  return { facts, nothing };
}

/** A service that tells deprecations answered, and did not say that the version is deprecated. */
function notDeprecated(evidence: Evidence): Evidence['deprecation'] {
  const stated = [...evidence.licenses, evidence.advisories, evidence.version];
  const origin = stated.find((fact) => TELLS_DEPRECATION.has(fact?.origin.source))?.origin;
  return origin && !hasFailed('deprecation', evidence) ? { value: '', origin } : undefined;
}

function isKnownToBeMissing(fact: FactKind, evidence: Evidence): boolean {
  return lastingGap(fact, evidence) !== undefined && !hasFailed(fact, evidence);
}

function lastingGap(fact: FactKind, { gaps }: Evidence): Gap | undefined {
  return gaps.find((gap) => gap.fact === fact && LASTING.has(gap.why));
}

/** Whether something is missing because a service failed. */
export function isIncomplete(evidence: Evidence): boolean {
  return MIRROR_FACTS.some((fact) => lacks(evidence, fact) && hasFailed(fact, evidence));
}

/** Whether a service that could have told failed: another time it may answer. */
function hasFailed(fact: FactKind, { gaps }: Evidence): boolean {
  return gaps.some((gap) => gap.fact === fact && !LASTING.has(gap.why));
}
