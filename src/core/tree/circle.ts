import { entryTexts } from '../lockfiles/entryPlace';
import type { Lockfile, Problem } from '../model';
import { t } from '../present/language';
import { graphOf } from './graph';
import type { PackageGraph } from './graph';

/** Packages on a circle, each required by the one before it, the first one by the last. */
type Circle = readonly number[];

/** Requirements that are followed to find a short circle: beyond them the shortest so far is told. */
const MOST_FOLLOWED = 100_000;

/** A longer circle is told by its beginning. */
const MOST_NAMED = 6;

/**
 * Names a circle of packages that require each other, as short as can be found with little work. Many real projects
 * have one, and nothing is to be done about it: it is a hint, and no more than one for a lockfile. Peers do not count,
 * since a host and its plugins are circles by design.
 *
 * @returns nothing, or one problem with the code `lockfile.circle`
 */
export function circleProblem(lockfile: Lockfile): Problem[] {
  const { format } = lockfile;
  const graph = graphOf(lockfile);
  const circle = shortestCircle(graph);
  const [first] = circle ?? [];
  if (circle === undefined || first === undefined) return [];
  const names = circle.slice(0, MOST_NAMED).map((index) => nameAt(graph, index));
  if (circle.length > MOST_NAMED) names.push('…');
  const way = [...names, nameAt(graph, first)].join(' → ');
  const message = t(
    '{0}: {1} is a circle, as many projects have. Each package is judged once, by the shortest way to it.',
    format,
    way,
  );
  const sought = entryTexts(format, graph.packages[first]?.location ?? '');
  return [{ code: 'lockfile.circle', severity: 'hint', message, sought }];
}

function nameAt({ packages }: PackageGraph, index: number): string {
  const { name = '', version = '' } = packages[index] ?? {};
  return `${name.slice(0, 214)} ${version.slice(0, 60)}`.trim();
}

function shortestCircle(graph: PackageGraph): Circle | undefined {
  const rest = withoutEnds(graph);
  if (rest.length === 0) return undefined;
  const search = new CircleSearch(graph);
  let best: Circle | undefined;
  for (const from of rest) {
    const found = search.from(from, best?.length ?? Infinity);
    if (found !== undefined) best = found;
    if (best?.length === 2 || search.followed > MOST_FOLLOWED) break;
  }
  return best;
}

/** Packages on circles or between them: who requires none that is left is taken away, until nobody is. */
function withoutEnds(graph: PackageGraph): number[] {
  const { packages } = graph;
  const open = new Int32Array(packages.length);
  const requiredBy = reversed(graph, open);
  const ends: number[] = [];
  for (let index = 0; index < open.length; index++) if (open[index] === 0) ends.push(index);
  for (const end of ends)
    for (let at = requiredBy.starts[end] ?? 0; at < (requiredBy.starts[end + 1] ?? 0); at++) {
      const by = requiredBy.sources[at] ?? 0;
      open[by] = (open[by] ?? 0) - 1;
      if (open[by] === 0) ends.push(by);
    }
  const rest: number[] = [];
  for (let index = 0; index < open.length; index++) if ((open[index] ?? 0) > 0) rest.push(index);
  return rest;
}

/** Who requires each package; `open` gets how many each requires, itself aside. */
function reversed({ starts, targets, usesFrom }: PackageGraph, open: Int32Array) {
  const begins = new Int32Array(open.length + 1);
  for (let from = 0; from < open.length; from++)
    for (let at = starts[from] ?? 0; at < (usesFrom[from] ?? 0); at++) {
      const target = targets[at] ?? 0;
      if (target === from) continue;
      open[from] = (open[from] ?? 0) + 1;
      begins[target + 1] = (begins[target + 1] ?? 0) + 1;
    }
  for (let index = 0; index < open.length; index++)
    begins[index + 1] = (begins[index + 1] ?? 0) + (begins[index] ?? 0);
  const next = begins.slice();
  const sources = new Int32Array(begins[open.length] ?? 0);
  for (let from = 0; from < open.length; from++)
    for (let at = starts[from] ?? 0; at < (usesFrom[from] ?? 0); at++) {
      const target = targets[at] ?? 0;
      if (target === from) continue;
      sources[next[target] ?? 0] = from;
      next[target] = (next[target] ?? 0) + 1;
    }
  return { starts: begins, sources };
}

/** Searches breadth-first for the shortest way from a package back to itself. */
class CircleSearch {
  followed = 0;
  /** The search that met a package last, and from where. */
  private readonly metBy: Int32Array;
  private readonly cameFrom: Int32Array;

  constructor(private readonly graph: PackageGraph) {
    this.metBy = new Int32Array(graph.packages.length).fill(-1);
    this.cameFrom = new Int32Array(graph.packages.length);
  }

  /** A circle through `start` that is shorter than `limit`. */
  from(start: number, limit: number): Circle | undefined {
    const { starts, targets, usesFrom } = this.graph;
    let level = [start];
    for (let length = 1; length < limit && level.length > 0; length++) {
      const next: number[] = [];
      for (const from of level)
        for (let at = starts[from] ?? 0; at < (usesFrom[from] ?? 0); at++) {
          const target = targets[at] ?? 0;
          this.followed += 1;
          if (target === start && from !== start) return this.wayTo(from, start);
          if (target === from || this.metBy[target] === start) continue;
          this.metBy[target] = start;
          this.cameFrom[target] = from;
          next.push(target);
        }
      level = next;
    }
    return undefined;
  }

  private wayTo(last: number, start: number): Circle {
    const way: number[] = [];
    for (let at = last; at !== start; at = this.cameFrom[at] ?? start) way.push(at);
    return [start, ...way.reverse()];
  }
}
