import type { Alternative } from '../model';
import { matchesPackage } from '../policy/packages';
import type { Rule } from './decision';
import { report } from './input';
import type { JudgeInput } from './input';

/** The policy names something to use instead. Where another finding already says "act", its fixes carry the same advice. */
export const approvedAlternative: Rule = (input, decision) => {
  if (decision.verdict === 'denied' || decision.verdict === 'review') return [];
  const alternative = alternativeFor(input);
  if (alternative === undefined) return [];
  return report(input, { code: 'alternative.approved', alternative }, 'name', alternative.clause);
};

/** The first entry of the policy that replaces the package. */
export function alternativeFor({ dependency, evidence, policy }: JudgeInput): Alternative | undefined {
  const version = evidence.version?.value;
  return policy.alternatives.find(
    ({ replaces }) =>
      replaces !== undefined && matchesPackage(replaces, dependency.packageName, version) === true,
  );
}
