import type { ExceptionRequest, PackageRule, Policy, PolicyException } from '../model';
import { matchesPackage, printPackagePattern } from '../policy/packages';

/** What became of a request. */
export type RequestStatus =
  | { readonly state: 'pending' }
  | { readonly state: 'withdrawn'; readonly on: string }
  | { readonly state: 'approved'; readonly by: PolicyException | PackageRule }
  | { readonly state: 'denied'; readonly by: PackageRule };

/**
 * What became of a request: decided as soon as the policy names the package with a decision that was not there when it
 * was asked, taken back, else pending. A policy states no dates: an exception, an approval or a denial other than the
 * rule that the request notes is the answer.
 *
 * @param now ISO 8601
 */
export function requestStatus(request: ExceptionRequest, policy: Policy, now: string): RequestStatus {
  const exception = policy.exceptions.find((each) => covers(each, request) && isInForce(each, now));
  if (exception !== undefined) return { state: 'approved', by: exception };
  const rules = policy.packageRules.filter(
    (each) => covers(each, request) && ruleName(each) !== request.rule,
  );
  const denial = rules.find(({ decision }) => decision === 'denied');
  if (denial !== undefined) return { state: 'denied', by: denial };
  const approval = rules.find(({ decision }) => decision === 'allowed' || decision === 'conditions');
  if (approval !== undefined) return { state: 'approved', by: approval };
  return request.withdrawn === undefined
    ? { state: 'pending' }
    : { state: 'withdrawn', on: request.withdrawn };
}

function covers({ pattern }: PolicyException | PackageRule, request: ExceptionRequest): boolean {
  return matchesPackage(pattern, request.package, request.version) === true;
}

function isInForce({ expires }: PolicyException, now: string): boolean {
  return expires === undefined || expires >= now.slice(0, 10);
}

/** Names a rule so that it is known again after other rules came before it: `2.3 event-stream@<4`. */
export function ruleName({ clause, pattern, decision }: PackageRule): string {
  return [clause.id, decision, printPackagePattern(pattern)].filter((part) => part !== undefined).join(' ');
}

/** The rule to note in a new request: the one that decides on the package by name today. */
export function ruleToNote(name: string, version: string | undefined, policy: Policy): string | undefined {
  const rules = policy.packageRules.filter(({ pattern }) => matchesPackage(pattern, name, version) !== false);
  const rule = rules.find(({ decision }) => decision === 'denied') ?? rules[0];
  return rule && ruleName(rule);
}

/** The requests about a package, the newest first. A version that was asked about stands for all of its package. */
export function requestsAbout(
  requests: readonly ExceptionRequest[],
  packageName: string,
): readonly ExceptionRequest[] {
  return requests
    .filter((request) => request.package === packageName)
    .sort((a, b) => b.asked.localeCompare(a.asked, 'en'));
}
