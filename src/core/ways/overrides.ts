import type {
  AlternativeChoice,
  Override,
  OverrideRoot,
  OverrideTarget,
  Requirement,
  ResolvedPackage,
} from '../model';
import { isInRange, isRange } from '../versions';
import type { AllowedVersion, KnownCopy } from './allowedVersions';

/** A package that the policy stops, at one version, and what an override of it would reach. */
export interface Stopped {
  readonly name: string;
  readonly version: string;
  readonly root: OverrideRoot;
  readonly copies: readonly KnownCopy[];
  /** Every requirement of the package in the lockfile. */
  readonly required: readonly Required[];
  /** What manifests of the workspace ask for that name it themselves. */
  readonly asked: readonly Requirement[];
  /** Whether the root manifest names it: npm refuses to override that. */
  readonly isOfRoot: boolean;
}

export interface Required {
  readonly by: ResolvedPackage;
  /** The version that it gets. */
  readonly version: string;
  /** What stands beside the name; absent where it is required under another name. */
  readonly stated: string | undefined;
}

/** More places are no way out that anybody reads. */
const MOST_PLACES = 8;

/**
 * The overrides that end the finding: to an allowed version, one that everybody asks for before one that somebody does
 * not; then to what the policy calls a drop-in replacement. None where the lockfile gives the package another name.
 */
export function overridesFor(
  stopped: Stopped,
  versions: readonly AllowedVersion[],
  dropIns: readonly AlternativeChoice[],
): Override[] {
  if (stopped.required.some(({ stated }) => stated === undefined)) return [];
  const byVersion = versions.flatMap(({ range, license, origin, version }) => {
    const to: OverrideTarget = { kind: 'version', range, license, origin };
    return placed(stopped, to, (copy) => !copy.isAllowed || isInRange(copy.version, range), version);
  });
  const best = byVersion.find(({ untested }) => !untested.some(isTold)) ?? byVersion[0];
  const byName = dropIns.flatMap((choice) =>
    placed(stopped, { kind: 'alternative', choice }, (copy) => !copy.isAllowed, undefined),
  );
  return [...(best === undefined ? [] : [best]), ...byName];
}

function isTold({ range }: Requirement): boolean {
  return range !== undefined;
}

/**
 * Everywhere, where that changes no copy which may stay; else below what requires the version that is stopped. Bun knows
 * the former alone.
 */
function placed(
  stopped: Stopped,
  to: OverrideTarget,
  mayChange: (copy: KnownCopy) => boolean,
  version: string | undefined,
): Override[] {
  const { name, root, copies, required, asked, isOfRoot } = stopped;
  const everywhere = copies.every(mayChange) && !(isOfRoot && root.manager === 'npm');
  if (everywhere) {
    const all = [...required.map(requirementOf(stopped)), ...asked];
    return [{ name, to, under: [], untested: version === undefined ? [] : untested(all, version) }];
  }
  const under = [...new Set(required.filter(isStopped(stopped)).map(({ by }) => by.name))].sort();
  const touched = required.filter(({ by }) => under.includes(by.name));
  if (root.manager === 'bun' || under.length === 0 || under.length > MOST_PLACES) return [];
  if (touched.some(({ by }) => isRenamed(by))) return [];
  const all = touched.map(requirementOf(stopped));
  return [{ name, to, under, untested: version === undefined ? [] : untested(all, version) }];
}

function isStopped({ version }: Stopped): (required: Required) => boolean {
  return (required) => required.version === version;
}

/** A copy under another name cannot be told from the package itself by a pattern. */
function isRenamed({ name, location }: ResolvedPackage): boolean {
  const at = location.lastIndexOf('node_modules/');
  return at >= 0 && location.slice(at + 'node_modules/'.length) !== name;
}

/** pnpm writes what a requirement leads to in the place of what it asks for. */
function requirementOf({ root, name }: Stopped): (required: Required) => Requirement {
  return ({ by, stated = '' }) => {
    const range = stated.replace(/^npm:/, '').replace(`${name}@`, '');
    return root.manager !== 'pnpm' && isRange(range, true) ? { by: by.name, range } : { by: by.name };
  };
}

/** Each once, those that are known not to admit the version first. */
function untested(all: readonly Requirement[], version: string): Requirement[] {
  const found = all.filter(({ range }) => range === undefined || !isInRange(version, range, { loose: true }));
  const distinct = [...new Map(found.map((each) => [`${each.by} ${each.range ?? ''}`, each])).values()];
  return [...distinct.filter(isTold), ...distinct.filter((each) => !isTold(each))];
}
