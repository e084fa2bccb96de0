import type { LicenseReading, Origin, Policy } from '../model';
import { compareTexts, groupOf, isJudged, packageGroups, packagesOf, passes, worstUse } from './packages';
import type { PackageGroup, ReportPackage, ReportSource } from './packages';
import { reviewOf } from './review';
import type { ReviewItem } from './review';
import { scorecardNumbers } from './scorecards';
import type { ScorecardNumbers } from './scorecards';

/** What is to be said about all manifests together: numbers and rows, no words. */
export interface Report {
  /** The instant of judging, ISO 8601. */
  readonly now: string;
  readonly offline: boolean;
  readonly manifests: readonly ReportSource[];
  /** Entries of all manifests. */
  readonly dependencies: number;
  /** Entries whose sources are still asked. */
  readonly pending: number;
  /** The packages behind them, each version once: the worst first. */
  readonly packages: readonly ReportPackage[];
  /** Packages by verdict, without empty groups. */
  readonly groups: readonly { readonly group: PackageGroup; readonly amount: number }[];
  /** Packages by license, the most frequent first; those that are judged only. */
  readonly licenses: readonly LicenseCount[];
  readonly scorecards: ScorecardNumbers;
  /** The oldest evidence that decided; `undefined` where nothing was stated. */
  readonly oldest: { readonly origin: Origin; readonly package: ReportPackage } | undefined;
  /** The policies that judged, each once: manifests may have their own. */
  readonly policies: readonly Policy[];
  /** What to ask the OSPO about. */
  readonly review: readonly ReviewItem[];
}

export interface LicenseCount {
  /** An SPDX expression; all that is no SPDX counts together, and all that states none. */
  readonly license:
    { readonly kind: 'expression'; readonly text: string } | { readonly kind: 'not-spdx' | 'none' };
  readonly amount: number;
  /** How many of them the policy does not let pass, for whatever reason. */
  readonly asking: number;
}

export interface ReportInput {
  readonly sources: readonly ReportSource[];
  readonly now: string;
  /** Whether no service was asked. */
  readonly offline: boolean;
}

/** Counts and lists what some manifests use. */
export function reportOf({ sources, now, offline }: ReportInput): Report {
  const packages = packagesOf(sources);
  const judgements = sources.flatMap((source) => source.judgements);
  return {
    now,
    offline,
    manifests: sources,
    dependencies: judgements.length,
    pending: judgements.filter((judgement) => groupOf(judgement) === 'pending').length,
    packages,
    groups: packageGroups
      .map((group) => ({ group, amount: packages.filter((found) => found.group === group).length }))
      .filter(({ amount }) => amount > 0),
    licenses: licenseCounts(packages),
    scorecards: scorecardNumbers(packages),
    oldest: oldestOf(packages),
    policies: [...new Map(sources.map(({ policy }) => [policy.origin, policy])).values()],
    review: reviewOf(packages),
  };
}

function licenseCounts(packages: readonly ReportPackage[]): LicenseCount[] {
  const counts = new Map<string, LicenseCount>();
  for (const found of packages) {
    const judgement = worstUse(found)?.judgement;
    if (judgement === undefined || !isJudged(judgement)) continue;
    const license = licenseKind(judgement.license);
    const key = license.kind === 'expression' ? license.text : ` ${license.kind}`;
    const { amount, asking } = counts.get(key) ?? { amount: 0, asking: 0 };
    const asks = passes(judgement.verdict) ? 0 : 1;
    counts.set(key, { license, amount: amount + 1, asking: asking + asks });
  }
  return [...counts]
    .sort(([a, one], [b, two]) => two.amount - one.amount || compareTexts(a, b))
    .map(([, count]) => count);
}

function licenseKind(reading: LicenseReading | undefined): LicenseCount['license'] {
  if (reading?.kind === 'expression') return { kind: 'expression', text: reading.text };
  const isStated = reading !== undefined && reading.state !== 'missing' && reading.state !== 'empty';
  return { kind: isStated ? 'not-spdx' : 'none' };
}

function oldestOf(packages: readonly ReportPackage[]): Report['oldest'] {
  let oldest: Report['oldest'];
  for (const found of packages) {
    for (const { judgement } of found.uses) {
      for (const { origin } of judgement.reasons) {
        if (origin === undefined || origin.date === '') continue;
        if (oldest === undefined || origin.date < oldest.origin.date) oldest = { origin, package: found };
      }
    }
  }
  return oldest;
}
