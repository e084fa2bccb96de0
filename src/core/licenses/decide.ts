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
  /** The rules that apply for sure. */
  readonly rules: readonly LicenseRule[];
  /** Those that apply if an unknown version is one that they speak of. */
  readonly perhaps: readonly LicenseRule[];
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
 * A rule bound to a version range of the package may or may not apply while the version is unknown: of each license the
 * worst counts that any version may mean.
 */
export function decideExpression(
  expression: LicenseExpression,
  policy: Policy,
  subject: Subject,
): ExpressionDecision {
  return decideOn(expression, groundOf(policy, subject));
}

/** What the policy says of a single license, by itself. See `decideExpression`. */
export function decideTerm(term: LicenseTerm, policy: Policy, subject: Subject): TermDecision {
  return decideLeaf(term, groundOf(policy, subject));
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
  return decideProprietary(groundOf(policy, subject));
}

function decideProprietary({ policy, rules, perhaps }: Ground): ReadingDecision {
  const about = {
    policy,
    rules: rules.filter(isAboutProprietary),
    perhaps: perhaps.filter(isAboutProprietary),
  };
  return worstOf(
    rulesFor(about).map((rule) => (rule ? { verdict: rule.decision, rule } : { verdict: policy.notSpdx })),
  );
}

function isAboutProprietary({ selector }: LicenseRule): boolean {
  return selector.kind === 'category' && selector.category === 'proprietary';
}

function groundOf(policy: Policy, subject: Subject): Ground {
  const { licenseRules } = policy;
  const applies = (unknownVersion: boolean): readonly LicenseRule[] =>
    licenseRules.filter(({ context }) => matchesContext(context, subject, unknownVersion));
  const rules = applies(false);
  if (subject.version !== undefined) return { policy, rules, perhaps: [] };
  const sure = new Set(rules);
  const perhaps = applies(true).filter((rule) => !sure.has(rule));
  return { policy, rules, perhaps };
}

/**
 * What may decide on a license, whichever of the unsure rules apply: of several, the one that prevails does so alone,
 * too. Without a term, all rules are taken to speak of it.
 */
function rulesFor({ rules, perhaps }: Ground, term?: LicenseTerm): (LicenseRule | undefined)[] {
  return [chooseRule(rules, term), ...perhaps.map((rule) => chooseRule([...rules, rule], term))];
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
  const chosen = electVersion(written, versions, ground);
  return ground.perhaps.some((rule) => namesTerm(rule, term)) ? worstOf([chosen, direct]) : chosen;
}

function electVersion(written: LicenseTerm, versions: readonly LicenseTerm[], ground: Ground): TermDecision {
  const decisions = versions.map((version) => decideExact(written, version, ground));
  const best = decisions.reduce((kept, next) =>
    compareVerdicts(next.verdict, kept.verdict) < 0 ? next : kept,
  );
  const isChoice = decisions.some(({ verdict }) => verdict !== best.verdict);
  const version = versions[decisions.indexOf(best)];
  return isChoice && version ? { ...best, version } : best;
}

function decideExact(written: LicenseTerm, term: LicenseTerm, ground: Ground): TermDecision {
  const { policy } = ground;
  const otherwise = isListed(term) ? policy.unmentioned : unlisted(policy);
  const category = categoryOfTerm(term);
  return worstOf(
    rulesFor(ground, term).map((rule) => ({
      term: written,
      verdict: rule?.decision ?? otherwise,
      category,
      rule,
    })),
  );
}

/** Nobody but its author has read a `LicenseRef-`: where no rule names it, the stricter of both defaults counts. */
function unlisted(policy: Policy): Verdict {
  return worstVerdict([policy.unmentioned, policy.notSpdx]);
}
