import { compareVerdicts } from '../licenses/verdicts';
import type { Decision, PackageRule, PolicyException, Reason, Verdict } from '../model';
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
    const match = matchesPackage(rule.pattern, subject.packageName, subject.version);
    if (match === false || !appliesTo(rule, subject)) continue;
    if (letsPass(rule.decision) && (match !== true || !isOfRegistry(input))) continue;
    const next = verdictOf(rule, match);
    if (strictest === undefined || compareVerdicts(next.verdict, strictest.verdict) > 0) strictest = next;
  }
  return strictest;
}

function letsPass(decision: Decision): boolean {
  return decision === 'allowed' || decision === 'conditions';
}

/**
 * Whether the name means a package of a registry. Who approves `lodash` has seen that one, not what somebody keeps under
 * the same name at a git address; what stops a name stops it from everywhere.
 */
export function isOfRegistry({ dependency }: JudgeInput): boolean {
  return dependency.specifier.kind === 'registry';
}

function verdictOf(rule: PackageRule, match: true | 'unknown-version'): PackageVerdict {
  const verdict = match === true ? rule.decision : 'review';
  return { rule, verdict, reason: { rule: 'package', verdict, packageRule: rule, clause: rule.clause } };
}

export interface ExceptionState {
  readonly exception: PolicyException;
  readonly expired: boolean;
}

/** The exception for this package: one in force before an expired one. */
export function exceptionOf(input: JudgeInput): ExceptionState | undefined {
  if (!isOfRegistry(input)) return undefined;
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
