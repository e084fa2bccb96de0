import type { Verdict } from '../model';

/** Best to worst. */
const order: readonly Verdict[] = ['allowed', 'conditions', 'review', 'unknown', 'denied'];

/** Negative where `a` is better than `b`, positive where it is worse, 0 where they are the same. */
export function compareVerdicts(a: Verdict, b: Verdict): number {
  return order.indexOf(a) - order.indexOf(b);
}

/** The worst of the verdicts; `unknown` for none, since nothing was checked. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict | undefined>((worst, next) => pick(worst, next, 1), undefined) ?? 'unknown';
}

/** The best of the verdicts; `unknown` for none. */
export function bestVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict | undefined>((best, next) => pick(best, next, -1), undefined) ?? 'unknown';
}

function pick(kept: Verdict | undefined, next: Verdict, sign: 1 | -1): Verdict {
  return kept === undefined || compareVerdicts(next, kept) * sign > 0 ? next : kept;
}
