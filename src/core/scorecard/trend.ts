import type { Scorecard } from '../model';
import { wellFormed } from '../text';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const MOST_POINTS = 8;

/**
 * The totals over time as a small drawing, oldest first and this result last; at most eight points, the newest ones.
 * The scale is fixed: 0 is the lowest bar, 10 the highest. Empty without a history: one point is no trend.
 */
export function trend(scorecard: Scorecard): string {
  const totals = [...scorecard.history, scorecard].map((point) => point.score).filter((score) => score >= 0);
  if (totals.length < 2) return '';
  return totals.slice(-MOST_POINTS).map(bar).join('');
}

/** Where to look at a result: the Scorecard project's own viewer. */
export function scorecardViewerUrl(repository: string): string {
  return `https://scorecard.dev/viewer/?uri=${encodeURI(wellFormed(repository)).replace(/[?#&]/g, encodeURIComponent)}`;
}

function bar(score: number): string {
  const level = Math.round((score / 10) * (BARS.length - 1));
  return BARS[Math.min(BARS.length - 1, Math.max(0, level))] ?? BARS[0];
}
