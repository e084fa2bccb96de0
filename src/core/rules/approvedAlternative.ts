import { matchesPackage } from '../policy/packages';
import type { Rule } from './decision';
import { report } from './input';

/** The policy names something to use instead. Where another finding already says "act", its fixes carry the same advice. */
export const approvedAlternative: Rule = (input, decision) => {
  if (decision.verdict === 'denied' || decision.verdict === 'review') return [];
  const { packageName } = input.dependency;
  const version = input.evidence.version?.value;
  const alternative = input.policy.alternatives.find(
    ({ replaces }) => replaces !== undefined && matchesPackage(replaces, packageName, version) === true,
  );
  if (alternative === undefined) return [];
  return report(input, { code: 'alternative.approved', alternative }, 'name', alternative.clause);
};
