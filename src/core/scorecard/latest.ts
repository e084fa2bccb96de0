import type { Fact, Scorecard } from '../model';

/**
 * The scorecard to show and to judge: one that has checks before one that keeps totals only, then the newest scan.
 * `undefined` when there is none.
 */
export function latestScorecard(facts: readonly Fact<Scorecard>[]): Fact<Scorecard> | undefined {
  return [...facts].sort(byDetailThenDate)[0];
}

function byDetailThenDate(a: Fact<Scorecard>, b: Fact<Scorecard>): number {
  const detail = Number(b.value.checks.length > 0) - Number(a.value.checks.length > 0);
  return detail === 0 ? b.value.date.localeCompare(a.value.date, 'en') : detail;
}
