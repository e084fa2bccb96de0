import type { Fact, Scorecard } from '../model';

/**
 * The scorecard to show and to judge: one that has checks before one that keeps totals only, then the newest scan.
 * The earlier totals that the other results of the same repository state become its history. `undefined` when there is
 * none.
 */
export function latestScorecard(facts: readonly Fact<Scorecard>[]): Fact<Scorecard> | undefined {
  const [latest] = [...facts].sort(byDetailThenDate);
  if (latest === undefined) return undefined;
  return { origin: latest.origin, value: { ...latest.value, history: historyBefore(latest.value, facts) } };
}

function byDetailThenDate(a: Fact<Scorecard>, b: Fact<Scorecard>): number {
  const detail = Number(b.value.checks.length > 0) - Number(a.value.checks.length > 0);
  return detail === 0 ? compareTexts(b.value.date, a.value.date) : detail;
}

function historyBefore(latest: Scorecard, facts: readonly Fact<Scorecard>[]): Scorecard['history'] {
  const totals = new Map<string, number>();
  for (const { value } of facts) {
    if (value.repository.toLowerCase() !== latest.repository.toLowerCase()) continue;
    for (const { date, score } of [...value.history, value]) totals.set(date, score);
  }
  return [...totals]
    .map(([date, score]) => ({ date, score }))
    .filter(({ date }) => date < latest.date)
    .sort((a, b) => compareTexts(a.date, b.date));
}

/** Dates of ISO 8601 are in the order of their characters; a collator would take longer to load than the whole check. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
