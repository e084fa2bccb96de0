import { noEvidence } from '../evidence';
import { findInstalled } from '../lockfiles/findInstalled';
import type {
  Dependency,
  Finding,
  Manifest,
  Origin,
  PathStep,
  Policy,
  Privacy,
  Published,
  PublishedVersion,
} from '../model';
import { decide } from '../rules/decide';
import type { JudgeInput } from '../rules/input';
import { drain } from '../steps';
import { graphOf, graphTargets } from '../tree/graph';
import type { PackageGraph } from '../tree/graph';
import { isAtLeast, isInRange, isVersion, isWithin } from '../versions';
import { reachedFrom } from './places';
import { isStoppedPackage } from './requests';
import type { LockedTree } from './root';

/** A version of a dependency that does not bring a package, as far as the registry and the lockfile tell. */
export interface VersionWithout {
  readonly version: string;
  /** What goes into the manifest: admits no published version that is not one of these. */
  readonly range: string;
  readonly license: string;
  /** What it requires that the lockfile does not hold: nobody knows what that brings. */
  readonly open: readonly string[];
}

export interface WithoutInput {
  /** On the package, where the dependency brings it. */
  readonly finding: Finding;
  readonly published: Published;
  readonly locked: LockedTree;
  readonly policy: Policy;
  readonly manifest: Manifest;
  /** From the workspace root, with `/`. */
  readonly manifestPath: string;
  /** The instant of judging, ISO 8601. */
  readonly now: string;
  readonly privacy: Privacy | undefined;
}

/**
 * The published versions of a dependency that the policy lets pass and that do not bring the package of a finding, the
 * newest first. What a version requires is looked for in the lockfile: an install keeps what is locked as long as it
 * fits. What is not there is told as open, and a version that asks for the package itself counts only where an allowed
 * version is all that it may get.
 */
export function versionsWithout(input: WithoutInput): VersionWithout[] {
  const { finding, published } = input;
  const inUse = finding.via?.path[0]?.version;
  const released = published.versions.filter(({ version }) => isVersion(version) && !version.includes('-'));
  const check = checkFor(input);
  const found = released.flatMap((each) => {
    if (each.version === inUse || each.deprecated) return [];
    const license = allowedLicense(each, input);
    const open = license === undefined ? undefined : check(each);
    return license === undefined || open === undefined ? [] : [{ version: each.version, license, open }];
  });
  const isFound = new Set(found.map(({ version }) => version));
  const sorted = found.sort((a, b) => (isAtLeast(a.version, b.version) ? -1 : 1));
  return sorted.map((each) => ({ ...each, range: rangeFor(each.version, released, isFound) }));
}

/** An install may take any version of a range: each that is published must be one of those found. */
function rangeFor(
  version: string,
  released: readonly PublishedVersion[],
  found: ReadonlySet<string>,
): string {
  const isSafe = (range: string): boolean =>
    released.every((each) => found.has(each.version) || !isInRange(each.version, range));
  return [`^${version}`, `~${version}`].find(isSafe) ?? version;
}

/** The license of a version as it reads; `undefined` where the policy does not let it pass. */
function allowedLicense(
  { version, license }: PublishedVersion,
  { finding, published, policy, manifest, manifestPath, now, privacy }: WithoutInput,
): string | undefined {
  const origin: Origin = { source: 'npm', label: published.from, date: published.date };
  const input: JudgeInput = {
    dependency: finding.dependency,
    evidence: {
      ...noEvidence,
      version: { value: version, origin },
      licenses: license === undefined || license === null ? [] : [{ value: license, origin }],
    },
    policy,
    manifest,
    manifestPath,
    now,
    privacy,
    pending: false,
  };
  const { verdict, reading } = decide(input);
  if (verdict !== 'allowed' && verdict !== 'conditions') return undefined;
  return reading?.kind === 'expression' ? reading.text : (reading?.raw ?? '');
}

/** Answers what of a version's requirements is open; `undefined` where it brings the package, or may. */
type Check = (published: PublishedVersion) => string[] | undefined;

function checkFor({ finding, locked }: WithoutInput): Check {
  const graph = graphOf(locked.lockfile);
  const stopped = finding.via?.path.at(-1) ?? { name: '', version: '' };
  const root = findInstalled(
    locked.lockfile,
    finding.dependency.name,
    locked.folder,
    finding.dependency.range,
  );
  const own = graphTargets(graph, root === undefined ? -1 : (graph.indexOf.get(root) ?? -1));
  const brings = new Map<number, boolean>();
  const lockedAs = (name: string, range: string): number | undefined => {
    const near = [...own].find((index) => fits(graph, index, name, range));
    const found = near === undefined ? findInstalled(locked.lockfile, name, locked.folder, range) : undefined;
    const index = near ?? (found === undefined ? undefined : graph.indexOf.get(found));
    return index !== undefined && fits(graph, index, name, range) ? index : undefined;
  };
  return ({ requires }) => {
    const open: string[] = [];
    for (const [name, range] of Object.entries(requires)) {
      if (name === stopped.name) {
        if (!isSafeRange(range, finding)) return undefined;
        continue;
      }
      const index = lockedAs(name, range);
      if (index === undefined) open.push(name);
      else if (bringsStopped(graph, index, stopped, brings)) return undefined;
    }
    return open.sort();
  };
}

function fits({ packages }: PackageGraph, index: number, name: string, range: string): boolean {
  const found = packages[index];
  return found?.name === name && !found.link && isInRange(found.version, range, { loose: true });
}

/** Whether every version that a range admits is one that the policy lets pass, as far as the ways out tell. */
function isSafeRange(range: string, { via }: Finding): boolean {
  const known = (via?.ways?.overrides ?? []).flatMap(({ to }) => (to.kind === 'version' ? [to.range] : []));
  return known.some((allowed) => isWithin(range, allowed));
}

function bringsStopped(
  graph: PackageGraph,
  index: number,
  { name, version }: PathStep,
  known: Map<number, boolean>,
): boolean {
  const before = known.get(index);
  if (before !== undefined) return before;
  const reached = drain(reachedFrom(graph, [index]));
  const brings = graph.packages.some(
    (each, at) => reached[at] === 1 && each.name === name && each.version === version,
  );
  known.set(index, brings);
  return brings;
}

/** The first finding on a package that is stopped and that a dependency brings alone. */
export function stoppedBy(findings: readonly Finding[]): Finding | undefined {
  return findings.find(isStoppedPackage);
}

/** Whether a registry can be asked for other versions of a dependency. */
export function hasVersions({ specifier }: Dependency): boolean {
  return specifier.kind === 'registry';
}
