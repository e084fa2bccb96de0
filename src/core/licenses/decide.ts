import type {
  ExpressionDecision,
  LicenseExpression,
  LicenseReading,
  LicenseRule,
  LicenseTerm,
  Policy,
  TermDecision,
  Verdict,
} from '../model';
import { matchesContext, type Subject } from '../policy/context';
import { categoryOfTerm } from './categories';
import { normalizeTerm } from './deprecated';
import { printExpression } from './expression';
import { joinTerms } from './flatten';
import { rememberDecisions } from './remembered';
import { chooseRule, isListed, namesTerm } from './rules';
import { compareVerdicts, worstVerdict } from './verdicts';
import { admittedVersions } from './versions';

/** The policy as it applies to one subject. */
interface Ground {
  readonly policy: Policy;
  readonly rules: readonly LicenseRule[];
}

/** An expression, decided: what was elected is an expression again, without any OR. */
interface Decided {
  readonly verdict: Verdict;
  readonly elected: readonly TermDecision[];
  readonly electedTree: LicenseExpression;
  readonly choice: boolean;
}

/**
 * What the policy says of a license expression for a subject. OR elects its best branch (the first written of equals),
 * AND takes its worst term. Walks the tree once.
 *
 * A rule bound to a version range of the package may or may not apply while the version is unknown: both are tried,
 * and the worse answer counts.
 */
export function decideExpression(
  expression: LicenseExpression,
  policy: Policy,
  subject: Subject,
): ExpressionDecision {
  return worstOf(grounds(policy, subject).map((ground) => decideOn(expression, ground)));
}

/** What the policy says of a single license, by itself. See `decideExpression`. */
export function decideTerm(term: LicenseTerm, policy: Policy, subject: Subject): TermDecision {
  return worstOf(grounds(policy, subject).map((ground) => decideLeaf(term, ground)));
}

/** What the policy says of a license field: the expression's decision, or the rule that spoke of what is none. */
export interface ReadingDecision {
  readonly verdict: Verdict;
  readonly decision?: ExpressionDecision;
  /** The rule on proprietary licenses that decided on `UNLICENSED`. */
  readonly rule?: LicenseRule;
}

const remembered = rememberDecisions<ReadingDecision>();

/**
 * What the policy says of a license field as read. No license stated is `unknown`; a statement that is not SPDX is for
 * the policy's `notSpdx`, but `UNLICENSED` for its rules on proprietary licenses where there are any.
 */
export function decideReading(reading: LicenseReading, policy: Policy, subject: Subject): ReadingDecision {
  return remembered(policy, subject, reading, () => decideAnew(reading, policy, subject));
}

function decideAnew(reading: LicenseReading, policy: Policy, subject: Subject): ReadingDecision {
  if (reading.kind === 'expression') {
    const decision = decideExpression(reading.expression, policy, subject);
    return { verdict: decision.verdict, decision };
  }
  if (['missing', 'empty', 'noassertion'].includes(reading.state)) return { verdict: 'unknown' };
  if (reading.state !== 'unlicensed') return { verdict: policy.notSpdx };
  return worstOf(grounds(policy, subject).map(decideProprietary));
}

function decideProprietary({ policy, rules }: Ground): ReadingDecision {
  const rule = chooseRule(rules.filter(isAboutProprietary));
  return rule ? { verdict: rule.decision, rule } : { verdict: policy.notSpdx };
}

function isAboutProprietary({ selector }: LicenseRule): boolean {
  return selector.kind === 'category' && selector.category === 'proprietary';
}

/** The rules that apply for sure, and those that apply if an unknown version is the one they speak of. */
function grounds(policy: Policy, subject: Subject): readonly [Ground, Ground] {
  const where = (unknownVersion: boolean): Ground => ({
    policy,
    rules: policy.licenseRules.filter(({ context }) => matchesContext(context, subject, unknownVersion)),
  });
  const sure = where(false);
  return [sure, subject.version === undefined ? where(true) : sure];
}

function worstOf<T extends { readonly verdict: Verdict }>(decisions: readonly T[]): T {
  return decisions.reduce((worst, next) => (compareVerdicts(next.verdict, worst.verdict) > 0 ? next : worst));
}

function decideOn(expression: LicenseExpression, ground: Ground): ExpressionDecision {
  const terms: TermDecision[] = [];
  const { verdict, elected, electedTree, choice } = decideNode(expression, ground, terms);
  return { verdict, elected, electedText: printExpression(electedTree), choice, terms };
}

function decideNode(node: LicenseExpression, ground: Ground, seen: TermDecision[]): Decided {
  if (node.type === 'license') return leaf(decideLeaf(node, ground), seen);
  const branches = node.terms.map((term) => decideNode(term, ground, seen));
  return node.type === 'or' ? electBest(branches) : requireAll(branches);
}

function leaf(decision: TermDecision, seen: TermDecision[]): Decided {
  seen.push(decision);
  const { verdict, term, version } = decision;
  return { verdict, elected: [decision], electedTree: version ?? term, choice: version !== undefined };
}

function electBest(branches: readonly Decided[]): Decided {
  const best = branches.reduce((kept, next) =>
    compareVerdicts(next.verdict, kept.verdict) < 0 ? next : kept,
  );
  return { ...best, choice: true };
}

function requireAll(branches: readonly Decided[]): Decided {
  return {
    verdict: worstVerdict(branches.map(({ verdict }) => verdict)),
    elected: branches.flatMap(({ elected }) => elected),
    electedTree: joinTerms(
      'and',
      branches.map(({ electedTree }) => electedTree),
    ),
    choice: branches.some(({ choice }) => choice),
  };
}

/**
 * `-or-later` and a plus let the recipient choose a version: the best of those that exist counts, unless a rule names
 * the license with its `-or-later`.
 */
function decideLeaf(written: LicenseTerm, ground: Ground): TermDecision {
  const term = normalizeTerm(written);
  const direct = decideExact(written, term, ground);
  const versions = admittedVersions(term);
  if (!versions || ground.rules.some((rule) => namesTerm(rule, term))) return direct;
  const decisions = versions.map((version) => decideExact(written, version, ground));
  const best = decisions.reduce((kept, next) =>
    compareVerdicts(next.verdict, kept.verdict) < 0 ? next : kept,
  );
  const isChoice = decisions.some(({ verdict }) => verdict !== best.verdict);
  const version = versions[decisions.indexOf(best)];
  return isChoice && version ? { ...best, version } : best;
}

function decideExact(written: LicenseTerm, term: LicenseTerm, { policy, rules }: Ground): TermDecision {
  const rule = chooseRule(rules, term);
  const verdict = rule?.decision ?? (isListed(term) ? policy.unmentioned : unlisted(policy));
  return { term: written, verdict, category: categoryOfTerm(term), rule };
}

/** Nobody but its author has read a `LicenseRef-`: where no rule names it, the stricter of both defaults counts. */
function unlisted(policy: Policy): Verdict {
  return worstVerdict([policy.unmentioned, policy.notSpdx]);
}
