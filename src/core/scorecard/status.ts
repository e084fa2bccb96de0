import type { Scorecard } from '../model';

/** Three states that must not be mixed up: not measured, measured without a result, and a score of 0 to 10. */
export type CheckStatus =
  | { readonly state: 'absent' | 'inconclusive'; readonly score: undefined }
  | { readonly state: 'scored'; readonly score: number };

/** What a result says of one check, or of the `total`. Names are compared without regard to case. */
export function checkStatus(scorecard: Scorecard, checkName: string): CheckStatus {
  const name = checkName.toLowerCase();
  const score =
    name === 'total'
      ? scorecard.score
      : scorecard.checks.find((check) => check.name.toLowerCase() === name)?.score;
  if (score === undefined) return { state: 'absent', score };
  return score < 0 ? { state: 'inconclusive', score: undefined } : { state: 'scored', score };
}
