import { worstVerdict } from '../licenses/verdicts';
import type { DependencyScope, Verdict } from '../model';
import { lineIndex } from '../present/lines';
import type { LineIndex, Position } from '../present/lines';
import { isJudged } from './packages';
import type { PackageUse, ReportPackage, ReportSource } from './packages';

/** Where a package is asked for: an entry of a manifest. */
export interface ReviewPlace extends Position {
  readonly use: PackageUse;
  readonly scope: DependencyScope;
  /** From the direct dependency to the package itself; the package alone where the manifest names it. */
  readonly broughtBy: readonly string[];
}

/** A package that the policy does not let pass, with every place that needs a decision: one question to the OSPO. */
export interface ReviewItem {
  readonly package: ReportPackage;
  readonly verdict: 'denied' | 'unknown' | 'review';
  /** Never empty. */
  readonly places: readonly ReviewPlace[];
}

/**
 * What to ask the OSPO about: packages that are denied, unknown or need review, each once over all manifests. Those
 * whose sources are still asked are not among them, nor the organization's own.
 *
 * @param packages in the order in which they are listed
 */
export function reviewOf(packages: readonly ReportPackage[]): ReviewItem[] {
  const indexOf = lineIndexes();
  return packages.flatMap((found): ReviewItem[] => {
    const uses = found.uses.filter(needsDecision);
    const verdict = asked(worstVerdict(uses.map(({ judgement }) => judgement.verdict)));
    if (uses.length === 0 || verdict === undefined) return [];
    return [{ package: found, verdict, places: uses.map((use) => placeOf(use, indexOf(use.source))) }];
  });
}

function needsDecision({ judgement }: PackageUse): boolean {
  return isJudged(judgement) && asked(judgement.verdict) !== undefined;
}

function asked(verdict: Verdict): ReviewItem['verdict'] | undefined {
  return verdict === 'allowed' || verdict === 'conditions' ? undefined : verdict;
}

function placeOf(use: PackageUse, index: LineIndex): ReviewPlace {
  const { dependency } = use.judgement;
  return {
    ...index.positionOf(dependency.nameSpan.start),
    use,
    scope: dependency.scope,
    broughtBy: [dependency.packageName],
  };
}

/** Each text is looked through once. */
function lineIndexes(): (source: ReportSource) => LineIndex {
  const known = new Map<ReportSource, LineIndex>();
  return (source) => {
    const index = known.get(source) ?? lineIndex(source.text);
    known.set(source, index);
    return index;
  };
}
