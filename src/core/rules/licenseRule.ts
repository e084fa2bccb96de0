import type { FindingData, Reason, Verdict } from '../model';
import type { Decision, Rule } from './decision';
import { report } from './input';

/** What the license of the version in use means: denied, review, conditions, or not known. */
export const licenseRule: Rule = (input, decision) => {
  const { license } = decision;
  if (isSettledOtherwise(decision)) return [];
  if (license.verdict === 'unknown' && (input.pending || input.dependency.specifier.kind === 'invalid'))
    return [];
  const reason = decision.reasons.find(isLicenseReason) ?? license.reasons[0];
  const data = dataOf(license.verdict, reason);
  return data === undefined ? [] : report(input, data, 'name', reason.clause);
};

/** The OSPO has decided on the package itself, or it is the organization's own. */
function isSettledOtherwise({ exception, own, package: named }: Decision): boolean {
  if (exception !== undefined && !exception.expired) return true;
  return own || named?.verdict === 'allowed' || named?.verdict === 'conditions';
}

function isLicenseReason(reason: Reason): boolean {
  return reason.rule.startsWith('license') || reason.rule === 'not-a-registry-package';
}

function dataOf(verdict: Verdict, reason: Reason): FindingData | undefined {
  switch (verdict) {
    case 'allowed':
      return undefined;
    case 'conditions':
      return { code: 'license.conditions', reason };
    case 'review':
      return { code: 'license.review', reason };
    case 'unknown':
      return { code: 'license.unknown', reason };
    case 'denied':
      return { code: 'license.denied', reason };
  }
}
