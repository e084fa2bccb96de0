import { findInstalled } from '../lockfiles/findInstalled';
import type { Dependency, DependencyScope, Lockfile, PathStep, ResolvedPackage } from '../model';
import { drain, isPause } from '../steps';
import type { Steps } from '../steps';
import { graphSteps } from './graph';
import type { PackageGraph } from './graph';

/** The uses of a package, the one that counts most first: what ships, counts. */
export const SCOPE_ORDER: readonly DependencyScope[] = ['production', 'optional', 'peer', 'development'];

/** Of a package that no dependency of the manifest brings. */
const UNREACHED = -2;
/** Of a package that the manifest names itself. */
const DIRECT = -1;

/** What the dependencies of one manifest bring, by index of the graph's packages. */
export interface DependencyTree {
  readonly graph: PackageGraph;
  readonly dependencies: readonly Dependency[];
  /** The package of each entry, by index; undefined where the lockfile has none that is what the entry asks for. */
  readonly roots: readonly (number | undefined)[];
  /** The packages that are reached, the nearest first within each scope. */
  readonly reached: readonly number[];
  /** The one before it on the shortest way: an index, -1 for what the manifest names, -2 for what it does not reach. */
  readonly parentOf: Int32Array;
  /** The entry of `dependencies` with which the shortest way begins; undefined meaning where `parentOf` is -2. */
  readonly entryOf: Int32Array;
  /** By group: how many entries and packages that are reached require one of it. */
  readonly requiredBy: Int32Array;
}

export interface TreeInput {
  readonly dependencies: readonly Dependency[];
  readonly lockfile: Lockfile;
  /** The manifest's folder from the lockfile's, with `/`; empty beside the lockfile. */
  readonly folder: string;
  /** Whether the lockfile's package is what the entry asks for now: a manifest may be ahead of the last install. */
  readonly isCurrent: (dependency: Dependency, locked: ResolvedPackage) => boolean;
}

/**
 * Finds what each dependency of a manifest brings: breadth-first, scope by scope, so that each package is found in its
 * strongest use and there by the shortest way; of equal ways the one of the earlier entry counts. Linear and not
 * recursive: circles and depth do not matter.
 */
export function treeOf(input: TreeInput): DependencyTree {
  return drain(treeSteps(input));
}

/** The same in steps. */
export function* treeSteps({ dependencies, lockfile, folder, isCurrent }: TreeInput): Steps<DependencyTree> {
  const graph = yield* graphSteps(lockfile);
  const walk = new Walk(graph);
  const roots = dependencies.map((dependency) => {
    const locked = findInstalled(lockfile, dependency.name, folder, dependency.range);
    if (locked === undefined || !isCurrent(dependency, locked)) return undefined;
    return graph.indexOf.get(locked);
  });
  for (const scope of SCOPE_ORDER) {
    for (let entry = 0; entry < roots.length; entry++) {
      const root = roots[entry];
      if (root !== undefined && dependencies[entry]?.scope === scope) walk.reach(root, DIRECT, entry);
    }
    yield* walk.follow();
  }
  const { reached, parentOf, entryOf, requiredBy } = walk;
  return { graph, dependencies, roots, reached, parentOf, entryOf, requiredBy };
}

class Walk {
  readonly reached: number[] = [];
  readonly parentOf: Int32Array;
  readonly entryOf: Int32Array;
  readonly requiredBy: Int32Array;
  private next = 0;

  constructor(private readonly graph: PackageGraph) {
    const { length } = graph.packages;
    this.parentOf = new Int32Array(length).fill(UNREACHED);
    this.entryOf = new Int32Array(length);
    this.requiredBy = new Int32Array(graph.groups);
  }

  reach(index: number, parent: number, entry: number): void {
    const group = this.graph.groupOf[index] ?? 0;
    this.requiredBy[group] = (this.requiredBy[group] ?? 0) + 1;
    if (this.parentOf[index] !== UNREACHED) return;
    this.parentOf[index] = parent;
    this.entryOf[index] = entry;
    this.reached.push(index);
  }

  *follow(): Steps<void> {
    const { starts, targets } = this.graph;
    for (; this.next < this.reached.length; this.next++) {
      if (isPause(this.next)) yield;
      const from = this.reached[this.next] ?? 0;
      const entry = this.entryOf[from] ?? 0;
      const end = starts[from + 1] ?? 0;
      for (let at = starts[from] ?? 0; at < end; at++) {
        const target = targets[at] ?? 0;
        if (target !== from) this.reach(target, from, entry);
      }
    }
  }
}

/** Nobody reads further; and a row of 100,000 packages must not make 100,000 ways of that length. */
const MOST_STEPS = 60;

/**
 * The shortest way to a package, itself last; empty where the manifest does not reach it. Of ways longer than 60 steps
 * the first one and the last ones.
 */
export function pathTo({ graph, parentOf, entryOf, roots }: DependencyTree, index: number): PathStep[] {
  const path: PathStep[] = [];
  if (parentOf[index] === UNREACHED) return path;
  let at = index;
  for (; at >= 0 && path.length < MOST_STEPS - 1; at = parentOf[at] ?? DIRECT) path.push(stepAt(graph, at));
  const root = roots[entryOf[index] ?? 0];
  if (at >= 0 && root !== undefined) path.push(stepAt(graph, root));
  return path.reverse();
}

function stepAt({ packages }: PackageGraph, index: number): PathStep {
  const { name, version } = packages[index] as ResolvedPackage;
  return { name, version };
}

/** The use in which a package is reached. */
export function scopeOf({ dependencies, entryOf }: DependencyTree, index: number): DependencyScope {
  return dependencies[entryOf[index] ?? 0]?.scope ?? 'production';
}

/** Whether the manifest itself names the package, in the scope in which it is reached. */
export function isDirect({ parentOf }: DependencyTree, index: number): boolean {
  return parentOf[index] === DIRECT;
}
