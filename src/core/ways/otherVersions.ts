import type { Dependency, ResolvedPackage } from '../model';
import { graphTargets } from '../tree/graph';
import type { JudgeTreeInput } from '../tree/judgeTree';
import { isAtLeast, isVersion } from '../versions';
import { decideLocked } from './decide';

/** A version that brings more is not looked into. */
const MOST_PACKAGES = 500;

/**
 * Versions of a dependency that the lockfile holds beside the one in use, of which it proves that the policy lets pass
 * both them and all that they bring. The newest first.
 */
export function otherVersions(
  copies: readonly ResolvedPackage[],
  inUse: string | undefined,
  entry: Dependency,
  input: JudgeTreeInput,
): string[] {
  if (entry.specifier.kind !== 'registry' || entry.catalog !== undefined) return [];
  const others = copies.filter(({ version, link }) => version !== inUse && isVersion(version) && !link);
  const proven = others.filter((copy) => passesWhole(copy, entry, input));
  const versions = [...new Set(proven.map(({ version }) => version))];
  return versions.sort((a, b) => (isAtLeast(a, b) ? -1 : 1));
}

function passesWhole(copy: ResolvedPackage, entry: Dependency, input: JudgeTreeInput): boolean {
  const { graph } = input.tree;
  const waiting = [graph.indexOf.get(copy) ?? -1];
  const met = new Set(waiting);
  for (let next = 0; next < waiting.length; next++) {
    const at = waiting[next] ?? -1;
    const locked = graph.packages[at];
    if (locked === undefined || next >= MOST_PACKAGES) return false;
    if (!locked.link && !decideLocked(input, locked, entry).isAllowed) return false;
    for (const to of graphTargets(graph, at)) {
      if (met.has(to)) continue;
      met.add(to);
      waiting.push(to);
    }
  }
  return true;
}
