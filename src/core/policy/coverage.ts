import type {
  Clause,
  Judgement,
  LicenseSelector,
  PackagePattern,
  Policy,
  Reason,
  TermDecision,
} from '../model';
import { printTerm } from '../licenses/expression';
import { matchesPackage } from './packages';

/** How a policy fits what it judged. */
export interface Coverage {
  /** Licenses that no rule mentions, with the packages that state them. */
  readonly unmentioned: readonly { readonly license: string; readonly packages: readonly string[] }[];
  /** Packages whose license is stated, but is not SPDX. */
  readonly notSpdx: readonly string[];
  /** Rules that decided nothing. */
  readonly unused: readonly UnusedRule[];
}

export interface UnusedRule {
  readonly clause: Clause;
  /** What it speaks of, as a policy writes it: `source-available, proprietary`, `sharp@^0.33`. */
  readonly subject: string;
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

function unusedRules(
  judgements: readonly Judgement[],
  policy: Policy,
  used: ReadonlySet<Clause>,
): UnusedRule[] {
  const named = [...policy.packageRules, ...policy.exceptions, ...policy.clarifications].filter(
    ({ pattern }) =>
      !judgements.some(
        ({ dependency, evidence }) =>
          matchesPackage(pattern, dependency.packageName, evidence.version?.value) !== false,
      ),
  );
  const subjects = new Map<Clause, Set<string>>();
  for (const { clause, selector } of policy.licenseRules)
    if (!used.has(clause)) addTo(subjects, clause, selectorName(selector));
  for (const { clause, pattern } of named) addTo(subjects, clause, patternName(pattern));
  return [...subjects].map(([clause, names]) => ({ clause, subject: [...names].join(', ') }));
}

function selectorName(selector: LicenseSelector): string {
  switch (selector.kind) {
    case 'term':
      return printTerm(selector.term);
    case 'category':
      return selector.category;
    case 'blue-oak':
      return `blue-oak:${selector.tier}`;
    default:
      return selector.kind;
  }
}

function patternName({ name, range }: PackagePattern): string {
  return range === undefined ? name : `${name}@${range}`;
}

function addTo<K>(groups: Map<K, Set<string>>, key: K, member: string): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, new Set([member]));
  else group.add(member);
}
