import { compareVerdicts } from '../licenses/verdicts';
import type { PackageRule, PolicyException, Reason, Verdict } from '../model';
import { appliesTo, matchesContext } from '../policy/context';
import { matchesPackage } from '../policy/packages';
import type { JudgeInput } from './input';
import { subjectOf } from './input';

/** What the policy says of the package by name. */
export interface PackageVerdict {
  /** The strictest rule that names the package. */
  readonly rule: PackageRule;
  readonly verdict: Verdict;
  readonly reason: Reason;
}

/**
 * The strictest package rule that applies. A rule on certain versions, where the version is not known, cannot be
 * decided: it asks for review instead of letting the package pass or stopping it.
 */
export function judgePackage(input: JudgeInput): PackageVerdict | undefined {
  const subject = subjectOf(input);
  let strictest: PackageVerdict | undefined;
  for (const rule of input.policy.packageRules) {
    if (!appliesTo(rule, subject)) continue;
    const match = matchesPackage(rule.pattern, subject.packageName, subject.version);
    if (match === false) continue;
    const next = verdictOf(rule, match);
    if (next === undefined) continue;
    if (strictest === undefined || compareVerdicts(next.verdict, strictest.verdict) > 0) strictest = next;
  }
  return strictest;
}

function verdictOf(rule: PackageRule, match: true | 'unknown-version'): PackageVerdict | undefined {
  if (match === 'unknown-version' && rule.decision !== 'denied') return undefined;
  const verdict = match === true ? rule.decision : 'review';
  return { rule, verdict, reason: { rule: 'package', verdict, packageRule: rule, clause: rule.clause } };
}

export interface ExceptionState {
  readonly exception: PolicyException;
  readonly expired: boolean;
}

/** The exception for this package: one in force before an expired one. */
export function exceptionOf(input: JudgeInput): ExceptionState | undefined {
  const subject = subjectOf(input);
  const today = input.now.slice(0, 10);
  const states = input.policy.exceptions
    .filter(({ pattern }) => matchesPackage(pattern, subject.packageName, subject.version) === true)
    .filter(({ context }) => matchesContext(context, subject))
    .map((exception) => ({
      exception,
      expired: exception.expires !== undefined && exception.expires < today,
    }));
  return states.find((state) => !state.expired) ?? states[0];
}
