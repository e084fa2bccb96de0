import type { LicenseReading, LicenseRule, Policy } from '../model';
import type { Subject } from '../policy/context';

/** By which fields of a subject a policy decides on licenses, and what it decided so far. */
interface Memory<T> {
  /** `undefined`: the policy looks at more than can be remembered by. */
  readonly keyOf: ((subject: Subject) => string) | undefined;
  readonly answers: Map<string, WeakMap<LicenseReading, T>>;
}

/** Manifests of a policy that looks at their paths. */
const MOST_SUBJECTS = 500;

/**
 * Answers what was decided before on the same reading by the same policy for a subject that its license rules cannot
 * tell from this one. Readings of equal texts are one object (`readLicense`), so thousands of packages are a few dozen
 * decisions. An answer is forgotten with the policy and with the reading.
 */
export function rememberDecisions<T>() {
  const memories = new WeakMap<Policy, Memory<T>>();
  const memoryOf = (policy: Policy): Memory<T> => {
    let memory = memories.get(policy);
    if (memory === undefined)
      memories.set(policy, (memory = { keyOf: keyFor(policy.licenseRules), answers: new Map() }));
    return memory;
  };
  return (policy: Policy, subject: Subject, reading: LicenseReading, decide: () => T): T => {
    const { keyOf, answers } = memoryOf(policy);
    if (keyOf === undefined) return decide();
    const key = keyOf(subject);
    let byReading = answers.get(key);
    if (byReading === undefined) {
      if (answers.size >= MOST_SUBJECTS) answers.clear();
      answers.set(key, (byReading = new WeakMap()));
    }
    const known = byReading.get(reading);
    if (known !== undefined) return known;
    const decision = decide();
    byReading.set(reading, decision);
    return decision;
  };
}

function keyFor(rules: readonly LicenseRule[]): Memory<unknown>['keyOf'] {
  if (rules.some(({ context }) => context.packages !== undefined)) return undefined;
  const hasPaths = rules.some(({ context }) => context.paths !== undefined);
  return ({ scope, shipping, manifestPath }) => `${scope} ${shipping} ${hasPaths ? manifestPath : ''}`;
}
