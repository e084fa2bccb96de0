import type { Scorecard } from '../model';
import { compareTexts, isJudged } from './packages';
import type { ReportPackage } from './packages';

/** What the Scorecards of all packages say together; each repository counts once. */
export interface ScorecardNumbers {
  /** How many repositories have a score from 0 to 1, 1 to 2 … 9 to 10: ten numbers; 10 counts in the last. */
  readonly histogram: readonly number[];
  /** Repositories with a score. */
  readonly scored: number;
  /** Packages without one; the organization's own are not counted. */
  readonly unscored: number;
  /** Of all scores; `undefined` where there are none. */
  readonly median: number | undefined;
  /** The day of the oldest of these results. */
  readonly oldest: string | undefined;
  readonly trend: ScorecardTrend;
}

export interface ScorecardTrend {
  /** Repositories whose earlier scores are known. */
  readonly known: number;
  readonly rising: number;
  readonly steady: number;
  readonly falling: number;
  /** The oldest day that a change is counted from; `undefined` where no history is known. */
  readonly since: string | undefined;
  /** The greatest changes, falls first. */
  readonly movers: readonly ScorecardChange[];
}

/** How the score of one repository changed from the oldest known result to the latest. */
export interface ScorecardChange {
  readonly scorecard: Scorecard;
  readonly from: number;
  readonly to: number;
  readonly since: string;
}

/** Scores have one decimal: what changes less than this is steady. */
const NOTABLE = 0.05;
const MOST_MOVERS = 5;

export function scorecardNumbers(packages: readonly ReportPackage[]): ScorecardNumbers {
  const cards = new Map<string, Scorecard>();
  let unscored = 0;
  for (const found of packages) {
    const judged = found.uses.filter(({ judgement }) => isJudged(judgement));
    if (judged.length === 0) continue;
    const card = judged.find(({ judgement }) => judgement.scorecard !== undefined)?.judgement.scorecard;
    if (card === undefined || card.value.score < 0) unscored += 1;
    else cards.set(card.value.repository.toLowerCase(), card.value);
  }
  const scorecards = [...cards.values()];
  const scores = scorecards.map(({ score }) => score).sort((a, b) => a - b);
  return {
    histogram: histogramOf(scores),
    scored: scores.length,
    unscored,
    median: medianOf(scores),
    oldest: scorecards.map(({ date }) => date).sort()[0],
    trend: trendOf(scorecards),
  };
}

function histogramOf(scores: readonly number[]): number[] {
  const buckets = Array.from({ length: 10 }, () => 0);
  for (const score of scores) {
    const bucket = Math.min(9, Math.floor(score));
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  return buckets;
}

/** @param scores in ascending order */
function medianOf(scores: readonly number[]): number | undefined {
  const middle = Math.floor(scores.length / 2);
  const [below, above] = [scores[middle - 1], scores[middle]];
  if (above === undefined) return undefined;
  return scores.length % 2 === 1 || below === undefined ? above : (below + above) / 2;
}

function trendOf(scorecards: readonly Scorecard[]): ScorecardTrend {
  const changes = scorecards.flatMap((scorecard) => changeOf(scorecard) ?? []);
  const rising = changes.filter(({ from, to }) => to - from > NOTABLE);
  const falling = changes.filter(({ from, to }) => from - to > NOTABLE);
  return {
    known: changes.length,
    rising: rising.length,
    falling: falling.length,
    steady: changes.length - rising.length - falling.length,
    since: changes.map(({ since }) => since).sort()[0],
    movers: [...greatest(falling), ...greatest(rising)],
  };
}

function changeOf(scorecard: Scorecard): ScorecardChange | undefined {
  const oldest = scorecard.history.find(({ score }) => score >= 0);
  if (oldest === undefined) return undefined;
  return { scorecard, from: oldest.score, to: scorecard.score, since: oldest.date };
}

function greatest(changes: readonly ScorecardChange[]): ScorecardChange[] {
  const size = ({ from, to }: ScorecardChange) => Math.abs(to - from);
  return [...changes]
    .sort((a, b) => size(b) - size(a) || compareTexts(a.scorecard.repository, b.scorecard.repository))
    .slice(0, MOST_MOVERS);
}
