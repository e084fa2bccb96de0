import type { Rule } from './decision';
import { report } from './input';

/** A package that the policy denies or reviews by name, unless an exception is in force. */
export const packageRule: Rule = (input, decision) => {
  const named = decision.package;
  if (named === undefined || isExcepted(decision.exception)) return [];
  if (named.verdict !== 'denied' && named.verdict !== 'review') return [];
  const code = named.verdict === 'denied' ? 'package.denied' : 'package.review';
  return report(input, { code, packageRule: named.rule }, 'name', named.rule.clause);
};

function isExcepted(state: { readonly expired: boolean } | undefined): boolean {
  return state !== undefined && !state.expired;
}
