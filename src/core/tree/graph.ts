import { rangeKey } from '../lockfiles/findInstalled';
import type { Lockfile, ResolvedPackage } from '../model';
import { drain, isPause } from '../steps';
import type { Steps } from '../steps';
import { findFrom, levelAt, levelsOf } from './levels';
import { packageKey } from './origin';

/** A requirement that the lockfile does not answer. */
export interface MissingPackage {
  /** Index of the package that requires it. */
  readonly from: number;
  readonly name: string;
  readonly range: string;
}

/**
 * The packages of a lockfile by index, and which of them each requires, in flat arrays: a tree of 20,000 packages is
 * some hundred kilobytes, and nothing is recursive, so that it may be as deep and as circular as it likes.
 */
export interface PackageGraph {
  readonly packages: readonly ResolvedPackage[];
  /** What package `i` requires: `targets[starts[i]]` up to `targets[starts[i + 1]]`, excluded. */
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  /** Where in `targets` begins what package `i` uses only where it is there. */
  readonly usesFrom: Int32Array;
  /** Copies of one package at one version are one group: the number of the group of package `i`. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly indexOf: ReadonlyMap<ResolvedPackage, number>;
  readonly missing: readonly MissingPackage[];
  /** How many requirements lack an answer altogether. */
  readonly missingCount: number;
  /** A package that requires itself, the first one. */
  readonly selfRequiring: number | undefined;
}

/** What a package requires, by index. */
export function graphTargets({ starts, targets }: PackageGraph, index: number): Int32Array {
  return targets.subarray(starts[index] ?? 0, starts[index + 1] ?? 0);
}

/** Named missing requirements; a lockfile that lacks more is broken as a whole. */
const MOST_MISSING = 20;

const graphs = new WeakMap<Lockfile, PackageGraph>();

/** Whether the graph of a lockfile is built already: then what is wrong with it is known at no cost. */
export function hasGraph(lockfile: Lockfile): boolean {
  return graphs.has(lockfile);
}

/** The graph of a lockfile: built once, forgotten with it. Linear in the number of requirements. */
export function graphOf(lockfile: Lockfile): PackageGraph {
  return drain(graphSteps(lockfile));
}

/** The same in steps. */
export function* graphSteps(lockfile: Lockfile): Steps<PackageGraph> {
  const known = graphs.get(lockfile);
  if (known !== undefined) return known;
  const { packages } = lockfile;
  const indexOf = new Map<ResolvedPackage, number>();
  for (let index = 0; index < packages.length; index++) {
    if (isPause(index)) yield;
    indexOf.set(packages[index] as ResolvedPackage, index);
  }
  const groups = yield* groupsOf(packages);
  const graph = { packages, indexOf, ...(yield* edgesOf(lockfile, indexOf)), ...groups };
  // Another one that took its steps in between counts: of a lockfile there is one graph.
  const first = graphs.get(lockfile) ?? graph;
  graphs.set(lockfile, first);
  return first;
}

/** Finds what a package requires under a name; the value is what stands beside the name. */
type Search = (name: string, value: string) => number | undefined;

function* edgesOf(
  lockfile: Lockfile,
  indexOf: ReadonlyMap<ResolvedPackage, number>,
): Steps<Omit<PackageGraph, 'packages' | 'indexOf' | 'groupOf' | 'groups'>> {
  const { packages } = lockfile;
  const searchFrom = searchOf(lockfile, indexOf);
  const starts = new Int32Array(packages.length + 1);
  const usesFrom = new Int32Array(packages.length);
  const targets: number[] = [];
  const missing: MissingPackage[] = [];
  let missingCount = 0;
  let selfRequiring: number | undefined;
  for (let from = 0; from < packages.length; from++) {
    if (isPause(from)) yield;
    const one = packages[from] as ResolvedPackage;
    starts[from] = usesFrom[from] = targets.length;
    if (isOfWorkspace(one)) continue;
    const search = searchFrom(one);
    for (const name in one.dependencies) {
      const range = one.dependencies[name] ?? '';
      const found = search(name, range);
      if (found === from) selfRequiring ??= from;
      if (found !== undefined) targets.push(found);
      else if (++missingCount <= MOST_MISSING) missing.push({ from, name, range });
    }
    usesFrom[from] = targets.length;
    for (const name in one.uses) {
      const found = search(name, one.uses[name] ?? '');
      if (found !== undefined) targets.push(found);
    }
  }
  starts[packages.length] = targets.length;
  return { starts, targets: Int32Array.from(targets), usesFrom, missing, missingCount, selfRequiring };
}

/** What a package of the workspace requires stands in its own manifest, which is judged for itself. */
function isOfWorkspace({ link, resolved = '' }: ResolvedPackage): boolean {
  return link && !resolved.startsWith('../');
}

function searchOf(
  lockfile: Lockfile,
  indexOf: ReadonlyMap<ResolvedPackage, number>,
): (from: ResolvedPackage) => Search {
  switch (lockfile.layout ?? (lockfile.resolutions === undefined ? 'node_modules' : 'ranges')) {
    case 'ranges': {
      const search = searchByRange(lockfile, indexOf);
      return () => search;
    }
    case 'locations': {
      const byLocation = new Map<string, number>();
      for (const [each, index] of indexOf) byLocation.set(each.location, index);
      return () => (_name, location) => byLocation.get(location);
    }
    case 'node_modules': {
      const levels = levelsOf(lockfile.packages);
      return ({ location, link, resolved = '' }) => {
        const level = levelAt(levels, link ? resolved : location);
        return (name) => findFrom(level, name);
      };
    }
  }
}

/** A range that a resolution of the root manifest changed is not among the keys: then the name alone must do. */
function searchByRange(lockfile: Lockfile, indexOf: ReadonlyMap<ResolvedPackage, number>): Search {
  let byName: ReadonlyMap<string, ResolvedPackage> | undefined;
  return (name, range) => {
    const found =
      lockfile.resolutions?.get(rangeKey(name, range)) ??
      (byName ??= decidedByName(lockfile.packages)).get(name);
    return found === undefined ? undefined : indexOf.get(found);
  };
}

/** Resolutions mostly state an exact version: of several packages under a name the one that was asked for like that. */
function decidedByName(packages: readonly ResolvedPackage[]): Map<string, ResolvedPackage> {
  const byName = new Map<string, ResolvedPackage>();
  for (const each of packages) {
    const asked = each.location.slice(each.location.indexOf('@', 1) + 1).replace(/^npm:/, '');
    if (!byName.has(each.name) || asked === each.version) byName.set(each.name, each);
  }
  return byName;
}

/** Most packages are there once: only those of one name are compared. */
function* groupsOf(packages: readonly ResolvedPackage[]): Steps<Pick<PackageGraph, 'groupOf' | 'groups'>> {
  const firsts = new Map<string, number>();
  const numbers = new Map<string, number>();
  const groupOf = new Int32Array(packages.length);
  let groups = 0;
  for (let index = 0; index < packages.length; index++) {
    if (isPause(index)) yield;
    const one = packages[index] as ResolvedPackage;
    const first = firsts.get(one.name);
    if (first === undefined) {
      firsts.set(one.name, index);
      groupOf[index] = groups++;
      continue;
    }
    const known = packages[first] as ResolvedPackage;
    numbers.set(copyKey(known), groupOf[first] ?? 0);
    const key = copyKey(one);
    const number = numbers.get(key) ?? groups++;
    numbers.set(key, number);
    groupOf[index] = number;
  }
  return { groupOf, groups };
}

/** The same for copies of one package at one version. */
function copyKey(one: ResolvedPackage): string {
  const { name, version, resolved = '', link } = one;
  return version === '' || link ? `${name}@${version} ${resolved}` : packageKey(one);
}
