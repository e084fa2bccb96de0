import type { DependencyScope, Finding, Origin, Policy, TreeVerdict } from '../model';

/** A verdict and what is to be told of it, before it is known whom it is told of. */
export interface Judged {
  readonly verdict: TreeVerdict;
  readonly findings: readonly Finding[];
}

/** Answers what was judged before for the same license statement in the same use. */
export type VerdictMemo = (
  license: unknown,
  scope: DependencyScope,
  hasVersion: boolean,
  judge: () => Judged,
) => Judged;

/** Beyond that many different statements something is odd, and everything is forgotten: memory stays bounded. */
const MOST_STATEMENTS = 5_000;

interface Kept {
  /** By where the lockfile was read and by the manifest, where the policy looks at it. */
  readonly place: string;
  readonly answers: Map<string, Judged>;
}

const kept = new WeakMap<Policy, WeakMap<Origin, Kept[]>>();
/** Manifests of one lockfile whose policy looks at their path: each has answers of its own. */
const MOST_PLACES = 500;

/**
 * The memory for one policy, one state of a lockfile and, where the policy distinguishes paths, one manifest. It lives
 * as long as the policy and the lockfile's origin; answers never pass from one policy to another.
 */
export function verdictMemo(policy: Policy, manifestPath: string, stated: Origin): VerdictMemo {
  const answers = answersFor(policy, looksAtPaths(policy) ? manifestPath : '', stated);
  return (license, scope, hasVersion, judge) => {
    const text = typeof license === 'string' ? license : JSON.stringify(license);
    const key = `${scope} ${hasVersion ? '1' : '0'}${typeof license === 'string' ? 's' : 'j'}${text}`;
    const found = answers.get(key);
    if (found !== undefined) return found;
    const judged = judge();
    if (answers.size >= MOST_STATEMENTS) answers.clear();
    answers.set(key, judged);
    return judged;
  };
}

function answersFor(policy: Policy, place: string, stated: Origin): Map<string, Judged> {
  let byOrigin = kept.get(policy);
  if (byOrigin === undefined) kept.set(policy, (byOrigin = new WeakMap()));
  let places = byOrigin.get(stated);
  if (places === undefined) byOrigin.set(stated, (places = []));
  const found = places.find((each) => each.place === place);
  if (found !== undefined) return found.answers;
  if (places.length >= MOST_PLACES) places.length = 0;
  const answers = new Map<string, Judged>();
  places.push({ place, answers });
  return answers;
}

function looksAtPaths(policy: Policy): boolean {
  const rules = [...policy.licenseRules, ...policy.packageRules, ...policy.exceptions];
  return rules.some(({ context }) => context.paths !== undefined);
}
