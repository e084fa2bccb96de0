import type { ResolvedPackage } from '../model';
import { isPause } from '../steps';
import type { Steps } from '../steps';
import type { PackageGraph } from '../tree/graph';

/** Where packages of some names are installed, and what requires them: indexes of the graph, each by name. */
export interface Places {
  readonly copies: ReadonlyMap<string, readonly number[]>;
  readonly requirers: ReadonlyMap<string, readonly Edge[]>;
}

export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** One pass over a lockfile. */
export function* placesOf(graph: PackageGraph, names: ReadonlySet<string>): Steps<Places> {
  const copies = new Map<string, number[]>();
  const requirers = new Map<string, Edge[]>();
  const { packages, starts, targets } = graph;
  for (let from = 0; from < packages.length; from++) {
    if (isPause(from)) yield;
    const own = (packages[from] as ResolvedPackage).name;
    if (names.has(own)) push(copies, own, from);
    const end = starts[from + 1] ?? 0;
    for (let at = starts[from] ?? 0; at < end; at++) {
      const to = targets[at] ?? 0;
      const { name } = packages[to] as ResolvedPackage;
      if (names.has(name)) push(requirers, name, { from, to });
    }
  }
  return { copies, requirers };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** What is reached from some packages, themselves included; marks by index. */
export function* reachedFrom(graph: PackageGraph, roots: readonly number[]): Steps<Uint8Array> {
  const { packages, starts, targets } = graph;
  const isReached = new Uint8Array(packages.length);
  const waiting = [...roots];
  for (const root of roots) isReached[root] = 1;
  for (let next = 0; next < waiting.length; next++) {
    if (isPause(next)) yield;
    const from = waiting[next] ?? 0;
    const end = starts[from + 1] ?? 0;
    for (let at = starts[from] ?? 0; at < end; at++) {
      const to = targets[at] ?? 0;
      if (isReached[to] === 1) continue;
      isReached[to] = 1;
      waiting.push(to);
    }
  }
  return isReached;
}
