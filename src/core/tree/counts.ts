import { compareVerdicts } from '../licenses/verdicts';
import type { Verdict } from '../model';
import type { PackageGraph } from './graph';
import type { TreeJudgement } from './judgeTree';

/** How many packages dependencies bring, and what was decided on them. */
export interface TreeCounts {
  readonly packages: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/**
 * Counts what the dependencies of some manifests bring: of each lockfile a package at one version once, by its worst
 * verdict, however many copies and manifests there are. `undefined` where no tree was judged.
 */
export function countBrought(trees: readonly TreeJudgement[]): TreeCounts | undefined {
  if (trees.length === 0) return undefined;
  const worst = new Map<PackageGraph, (Verdict | undefined)[]>();
  for (const { tree, verdicts } of trees) {
    const { graph } = tree;
    let ofGroup = worst.get(graph);
    if (ofGroup === undefined)
      worst.set(graph, (ofGroup = new Array<undefined>(graph.groups).fill(undefined)));
    for (const index of tree.reached) {
      const verdict = verdicts[index]?.verdict;
      if (verdict !== undefined) note(ofGroup, graph.groupOf[index] ?? 0, verdict);
    }
  }
  return total([...worst.values()]);
}

function note(ofGroup: (Verdict | undefined)[], group: number, verdict: Verdict): void {
  const known = ofGroup[group];
  if (known === undefined || compareVerdicts(verdict, known) > 0) ofGroup[group] = verdict;
}

function total(lockfiles: readonly (readonly (Verdict | undefined)[])[]): TreeCounts {
  const verdicts: Record<Verdict, number> = { allowed: 0, conditions: 0, review: 0, unknown: 0, denied: 0 };
  let packages = 0;
  for (const ofGroup of lockfiles)
    for (const verdict of ofGroup) {
      if (verdict === undefined) continue;
      verdicts[verdict] += 1;
      packages += 1;
    }
  return { packages, verdicts };
}
