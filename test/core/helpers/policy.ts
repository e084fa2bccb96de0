import { parseExpression } from '../../../src/core/licenses/expression';
import type {
  BlueOakTier,
  Context,
  Decision,
  LicenseCategory,
  LicenseRule,
  LicenseSelector,
  LicenseTerm,
  Policy,
} from '../../../src/core/model';
import type { Subject } from '../../../src/core/policy/context';

/** A license, category or catalog as a policy file writes it, perhaps with a context. */
export type RuleText = string | { readonly of: string; readonly when: Context };

export interface PolicyShape {
  readonly allow?: readonly RuleText[];
  readonly conditions?: readonly RuleText[];
  readonly review?: readonly RuleText[];
  readonly deny?: readonly RuleText[];
  readonly unmentioned?: Decision;
  readonly notSpdx?: Decision;
}

const categories: readonly string[] = [
  'permissive',
  'weak-copyleft',
  'strong-copyleft',
  'network-copyleft',
  'source-available',
  'public-domain',
  'proprietary',
] satisfies LicenseCategory[];

/** A policy of license rules only, built without the policy parser. Unmentioned and non-SPDX licenses need review. */
export function policyOf(shape: PolicyShape): Policy {
  const licenseRules = [
    ...rulesOf('allowed', 'allow', shape.allow),
    ...rulesOf('conditions', 'conditions', shape.conditions),
    ...rulesOf('review', 'review', shape.review),
    ...rulesOf('denied', 'deny', shape.deny),
  ];
  return {
    name: 'test',
    origin: 'policy.yml',
    isDefault: false,
    hash: 'test',
    shipping: 'distributed',
    licenseRules,
    unmentioned: shape.unmentioned ?? 'review',
    notSpdx: shape.notSpdx ?? 'review',
    packageRules: [],
    exceptions: [],
    clarifications: [],
    floors: [],
    alternatives: [],
    privatePackages: [],
    documents: [],
    ask: undefined,
    severities: {},
  };
}

/** A production dependency of the root manifest, with what a case wants otherwise. */
export function subjectOf(changes: Partial<Subject> = {}): Subject {
  return {
    scope: 'production',
    shipping: 'distributed',
    manifestPath: 'package.json',
    packageName: 'left-side',
    version: '1.0.0',
    ...changes,
  };
}

/** How a rule was written: `MIT`, `permissive`, `blue-oak:silver`; `-` for none. */
export function ruleText(rule: LicenseRule | undefined): string {
  return rule?.clause.title ?? '-';
}

/** A single license; fails the test where the text is none. */
export function termOf(text: string): LicenseTerm {
  const parsed = parseExpression(text);
  if (!parsed.ok || parsed.expression.type !== 'license') throw new Error(`no single license: ${text}`);
  return parsed.expression;
}

function rulesOf(decision: Decision, list: string, texts: readonly RuleText[] = []): LicenseRule[] {
  return texts.map((entry, index) => {
    const { of, when } = typeof entry === 'string' ? { of: entry, when: {} } : entry;
    const clause = { title: of, path: `licenses.${list}[${index}]`, policy: 'policy.yml' };
    return { selector: selectorOf(of), decision, context: when, conditions: [], clause };
  });
}

function selectorOf(text: string): LicenseSelector {
  if (categories.includes(text)) return { kind: 'category', category: text as LicenseCategory };
  if (text === 'osi-approved' || text === 'fsf-libre') return { kind: text };
  if (text.startsWith('blue-oak:')) return { kind: 'blue-oak', tier: text.slice(9) as BlueOakTier };
  return { kind: 'term', term: termOf(text) };
}
