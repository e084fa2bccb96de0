import type { Policy } from '../model';
import { parsePackagePattern } from '../policy/packages';

/** Whether a policy says something of some packages by their name. */
export interface NameRules {
  /** False: the verdict on a package of that name depends on its license and scope alone. */
  readonly mayConcern: (packageName: string) => boolean;
}

const known = new WeakMap<Policy, NameRules>();

/** The names of which a policy speaks: exact ones in a set, and whether any pattern could mean others. */
export function nameRulesOf(policy: Policy): NameRules {
  const found = known.get(policy);
  if (found !== undefined) return found;
  const rules = build(policy);
  known.set(policy, rules);
  return rules;
}

function build(policy: Policy): NameRules {
  const names = new Set<string>();
  const patterns: string[] = [];
  for (const name of namesIn(policy)) {
    if (/[*?]/.test(name)) patterns.push(name);
    else names.add(name);
  }
  const starts = patterns.map((pattern) => pattern.slice(0, pattern.search(/[*?]/)));
  return {
    mayConcern: (name) => names.has(name) || starts.some((start) => name.startsWith(start)),
  };
}

function namesIn(policy: Policy): string[] {
  const contexts = [...policy.licenseRules, ...policy.packageRules, ...policy.exceptions];
  const inContexts = contexts
    .flatMap(({ context }) => context.packages ?? [])
    .flatMap((text) => parsePackagePattern(text)?.name ?? []);
  const patterns = [...policy.packageRules, ...policy.exceptions, ...policy.clarifications];
  return [...inContexts, ...patterns.map(({ pattern }) => pattern.name)];
}
