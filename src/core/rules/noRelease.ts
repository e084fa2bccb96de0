import type { Rule } from './decision';
import { report } from './input';

/** No release for longer than the policy accepts. */
export const noRelease: Rule = (input) => {
  const limit = input.policy.noReleaseForMonths;
  const fact = input.evidence.lastRelease;
  if (limit === undefined || fact === undefined) return [];
  const months = wholeMonthsBetween(fact.value, input.now);
  if (months < limit) return [];
  const data = { code: 'package.no-release', lastRelease: fact.value, months, origin: fact.origin } as const;
  return report(input, data, 'name');
};

/** Whole calendar months from one ISO date to a later one; negative or NaN never reaches a limit. */
function wholeMonthsBetween(earlier: string, later: string): number {
  const from = new Date(earlier);
  const to = new Date(later);
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months;
}
