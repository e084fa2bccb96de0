import { entryTexts } from '../lockfiles/entryPlace';
import { lostProblems } from '../lockfiles/lost';
import type { Lockfile, Problem, ResolvedPackage } from '../model';
import { t } from '../present/language';
import { graphOf } from './graph';
import type { PackageGraph } from './graph';

/**
 * What is wrong with the tree of a lockfile: requirements that nothing answers, so that what they mean is not judged,
 * and packages that require themselves. Circles are none: see `circleProblem`.
 *
 * @returns problems with the codes `lockfile.missing-entry` and `lockfile.self-reference`
 */
export function treeProblems(lockfile: Lockfile): Problem[] {
  const graph = graphOf(lockfile);
  return [...missingProblems(lockfile.format, graph), ...selfProblems(lockfile.format, graph)];
}

function missingProblems(format: string, { packages, missing, missingCount }: PackageGraph): Problem[] {
  const lost = missing.map(({ name, from }) => ({ name, by: nameOf(packages[from]) }));
  const [first] = missing;
  const sought = entryTexts(format, packages[first?.from ?? 0]?.location ?? '');
  return lostProblems(format, lost, { count: missingCount, sought });
}

function selfProblems(format: string, { packages, selfRequiring }: PackageGraph): Problem[] {
  const found = selfRequiring === undefined ? undefined : packages[selfRequiring];
  if (found === undefined) return [];
  const message = t('{0}: {1} requires itself; it is judged once.', format, nameOf(found));
  const sought = entryTexts(format, found.location);
  return [{ code: 'lockfile.self-reference', severity: 'information', message, sought }];
}

function nameOf(locked: ResolvedPackage | undefined): string {
  return `${locked?.name.slice(0, 214) ?? ''} ${locked?.version.slice(0, 60) ?? ''}`.trim();
}
