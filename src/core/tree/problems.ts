import type { Lockfile, Problem, ResolvedPackage } from '../model';
import { plural, t } from '../present/language';
import { graphOf } from './graph';
import type { PackageGraph } from './graph';

/**
 * What is wrong with the tree of a lockfile: requirements that nothing answers, so that what they mean is not judged,
 * and packages that require themselves. Circles are no problem: npm's own tree has them.
 *
 * @returns problems with the codes `lockfile.missing-entry` and `lockfile.self-reference`
 */
export function treeProblems(lockfile: Lockfile): Problem[] {
  const graph = graphOf(lockfile);
  const problems: Problem[] = [];
  if (graph.missingCount > 0) problems.push(missingProblem(lockfile.format, graph));
  if (graph.selfRequiring !== undefined) {
    const message = t(
      '{0}: {1} requires itself; it is judged once.',
      lockfile.format,
      nameOf(graph.packages[graph.selfRequiring]),
    );
    problems.push({ code: 'lockfile.self-reference', severity: 'information', message });
  }
  return problems;
}

function missingProblem(format: string, { packages, missing, missingCount }: PackageGraph): Problem {
  const [first] = missing;
  const others = missingCount - 1;
  const [name, by] = [first?.name ?? '', nameOf(packages[first?.from ?? 0])];
  const message =
    others === 0
      ? t('{0} lacks {1}, which {2} requires: it is not judged. Install anew to write it.', format, name, by)
      : plural(
          others,
          '{1} lacks {2}, which {3} requires, and {0} other package: they are not judged. Install anew to write it.',
          '{1} lacks {2}, which {3} requires, and {0} other packages: they are not judged. Install anew to write it.',
          format,
          name,
          by,
        );
  return { code: 'lockfile.missing-entry', severity: 'warning', message };
}

function nameOf(locked: ResolvedPackage | undefined): string {
  return `${locked?.name.slice(0, 214) ?? ''} ${locked?.version.slice(0, 60) ?? ''}`.trim();
}
