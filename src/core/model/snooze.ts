/** What somebody does not want to be reminded of for a while. */
import type { FindingCode } from './codes';
import type { Verdict } from './policy';

export interface Snooze {
  /** The package, whatever manifest names it. */
  readonly package: string;
  /** The one finding that is meant; absent: all on the package. */
  readonly code?: FindingCode;
  /** The day on which it is told again, `2026-12-01`. */
  readonly until: string;
  /** The verdict at that time: a worse one is told at once. */
  readonly verdict: Verdict;
  readonly reason?: string;
  /** The day on which it was noted. */
  readonly noted: string;
}
