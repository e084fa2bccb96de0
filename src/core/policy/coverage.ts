import type { Clause, Judgement, Policy, Reason, TermDecision } from '../model';
import { printTerm } from '../licenses/expression';
import { matchesPackage } from './packages';

/** How a policy fits what it judged. */
export interface Coverage {
  /** Licenses that no rule mentions, with the packages that state them. */
  readonly unmentioned: readonly { readonly license: string; readonly packages: readonly string[] }[];
  /** Packages whose license is stated, but is not SPDX. */
  readonly notSpdx: readonly string[];
  /** Rules that decided nothing. */
  readonly unused: readonly Clause[];
}

/** Which licenses of the judged dependencies no rule mentions, and which rules decided nothing. */
export function coverageOf(judgements: readonly Judgement[], policy: Policy): Coverage {
  const unmentioned = new Map<string, Set<string>>();
  const used = new Set<Clause>();
  const notSpdx = new Set<string>();
  for (const { dependency, reasons } of judgements) {
    for (const reason of reasons) {
      if (reason.rule === 'license.not-spdx') notSpdx.add(dependency.packageName);
      for (const decided of termsOf(reason)) {
        if (decided.rule !== undefined) used.add(decided.rule.clause);
        else addTo(unmentioned, printTerm(decided.version ?? decided.term), dependency.packageName);
      }
    }
  }
  return {
    unmentioned: [...unmentioned]
      .map(([license, packages]) => ({ license, packages: [...packages].sort() }))
      .sort((a, b) => (a.license < b.license ? -1 : 1)),
    notSpdx: [...notSpdx].sort(),
    unused: unusedRules(judgements, policy, used),
  };
}

function termsOf(reason: Reason): readonly TermDecision[] {
  return reason.rule === 'license' ? reason.decision.terms : [];
}

function unusedRules(judgements: readonly Judgement[], policy: Policy, used: ReadonlySet<Clause>): Clause[] {
  const named = [...policy.packageRules, ...policy.exceptions, ...policy.clarifications].filter(
    ({ pattern }) =>
      !judgements.some(
        ({ dependency, evidence }) =>
          matchesPackage(pattern, dependency.packageName, evidence.version?.value) !== false,
      ),
  );
  const licenses = policy.licenseRules.filter((rule) => !used.has(rule.clause));
  return [...licenses, ...named].map(({ clause }) => clause);
}

function addTo(groups: Map<string, Set<string>>, key: string, member: string): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, new Set([member]));
  else group.add(member);
}
