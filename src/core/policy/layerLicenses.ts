import { blueOakTierOf, isFsfLibre, isOsiApproved } from '../licenses/catalog';
import { categoryOf } from '../licenses/categories';
import { decideTerm } from '../licenses/decide';
import { normalizeTerm } from '../licenses/deprecated';
import { allLicenseIds } from '../licenses/ids';
import { chooseRule } from '../licenses/rules';
import { compareVerdicts } from '../licenses/verdicts';
import { admittedVersions } from '../licenses/versions';
import type { Context, DependencyScope, LicenseRule, LicenseTerm, Policy, Shipping } from '../model';
import type { Subject } from './context';
import { SCOPES, SHIPPING } from './vocabulary';

/** Fits every path, and every package. */
const EVERYWHERE = { scopes: SCOPES, shipping: SHIPPING, paths: ['**'], packages: ['*', '@*/*'] } as const;

/**
 * Lays the license rules of one policy over those of another. A rule that would better any verdict of the base is left
 * out, unless the base permits it. A rule that is stricter counts, even where a more lenient one is closer; so the rules
 * are laid down from the most lenient to the strictest.
 *
 * What would better a verdict is found by deciding: on every kind of license that a rule can tell apart, in every scope
 * and way of shipping, with and without the base's rules on paths and packages.
 *
 * @returns the rules, and those that were left out.
 */
export function layerLicenseRules(
  base: Policy,
  rules: readonly LicenseRule[],
  isPermitted: boolean,
): { readonly rules: readonly LicenseRule[]; readonly refused: readonly LicenseRule[] } {
  let merged = base.licenseRules;
  const refused: LicenseRule[] = [];
  const terms = telling([...base.licenseRules, ...rules]);
  for (const rule of [...rules].sort((a, b) => compareVerdicts(a.decision, b.decision))) {
    const added = [rule, ...sharpened(rule, merged)];
    if (isPermitted) merged = [...withoutOverridden(merged, rule), ...added];
    else if (!betters(base, [...merged, ...added], rule, terms)) merged = [...merged, ...added];
    else if (!betters(base, [...merged, rule], rule, terms)) merged = [...merged, rule];
    else refused.push(rule);
  }
  return { rules: merged, refused };
}

/** Where a closer rule is more lenient, the stricter rule is repeated for the very licenses. */
function sharpened(rule: LicenseRule, rules: readonly LicenseRule[]): LicenseRule[] {
  const lenient = rules.filter((other) => {
    return compareVerdicts(other.decision, rule.decision) < 0 && chooseRule([rule, other]) === other;
  });
  if (lenient.length === 0) return [];
  const named = namedTerms(lenient).filter((term) => selects(rule, term));
  const groups = lenient.filter(({ selector }) => selector.kind !== 'term');
  const grouped = LISTED.filter((term) => {
    return groups.some((group) => selects(group, term)) && selects(rule, term);
  });
  return [
    ...named.map((term) => forTerm(rule, term, { ...EVERYWHERE, ...rule.context })),
    ...grouped.map((term) => forTerm(rule, term, rule.context)),
  ];
}

function forTerm(rule: LicenseRule, term: LicenseTerm, context: Context): LicenseRule {
  return { ...rule, selector: { kind: 'term', term }, context };
}

/** A permitted rule replaces those that say the contrary of the same licenses, where it applies. */
function withoutOverridden(rules: readonly LicenseRule[], rule: LicenseRule): LicenseRule[] {
  const selector = JSON.stringify(rule.selector);
  return rules.filter((other) => {
    return JSON.stringify(other.selector) !== selector || !covers(rule.context, other.context);
  });
}

function covers(wide: Context, narrow: Context): boolean {
  return (['scopes', 'shipping', 'paths', 'packages'] as const).every((field) => {
    const [outer, inner]: (readonly string[] | undefined)[] = [wide[field], narrow[field]];
    return outer === undefined || (inner?.every((value) => outer.includes(value)) ?? false);
  });
}

/** Whether some verdict gets better where the rule applies. */
function betters(
  base: Policy,
  merged: readonly LicenseRule[],
  rule: LicenseRule,
  terms: readonly LicenseTerm[],
): boolean {
  if (rule.decision === 'denied') return false;
  const subjects = subjectsOf(rule.context);
  const touched = terms.filter((term) => touches(rule, term));
  const worlds = base.licenseRules.some(({ context }) => context.paths ?? context.packages)
    ? [false, true]
    : [true];
  return worlds.some((bound) => {
    const before = { ...base, licenseRules: base.licenseRules.flatMap((one) => inWorld(one, bound)) };
    const own = merged.slice(base.licenseRules.length).flatMap((one) => inWorld(one, true));
    const after = { ...base, licenseRules: [...before.licenseRules, ...own] };
    return touched.some((term) => subjects.some((subject) => isBetter(term, subject, before, after)));
  });
}

/** Whether the rule speaks of the license, or of a version of it that may be chosen. */
function touches(rule: LicenseRule, term: LicenseTerm): boolean {
  return (
    selects(rule, term) || (admittedVersions(normalizeTerm(term))?.some((one) => selects(rule, one)) ?? false)
  );
}

function isBetter(term: LicenseTerm, subject: Subject, before: Policy, after: Policy): boolean {
  return (
    compareVerdicts(decideTerm(term, after, subject).verdict, decideTerm(term, before, subject).verdict) < 0
  );
}

/** The rule in a world in which its conditions on paths and packages all hold, or none does. */
function inWorld(rule: LicenseRule, holds: boolean): LicenseRule[] {
  const { paths, packages } = rule.context;
  if (!paths && !packages) return [rule];
  if (!holds) return [];
  const context = {
    ...rule.context,
    ...(paths ? { paths: EVERYWHERE.paths } : {}),
    ...(packages ? { packages: EVERYWHERE.packages } : {}),
  };
  return [{ ...rule, context }];
}

function subjectsOf(context: Context): Subject[] {
  const scopes: readonly DependencyScope[] = context.scopes ?? SCOPES;
  const ways: readonly Shipping[] = context.shipping ?? SHIPPING;
  const rest = { manifestPath: 'package.json', packageName: 'a', version: '0.0.0' };
  return scopes.flatMap((scope) => ways.map((shipping) => ({ scope, shipping, ...rest })));
}

function selects(rule: LicenseRule, term: LicenseTerm): boolean {
  return chooseRule([rule], normalizeTerm(term)) !== undefined;
}

/** One license of every kind that categories and catalogs tell apart, all families with versions, and all that are named. */
function telling(rules: readonly LicenseRule[]): LicenseTerm[] {
  return [
    ...representatives(),
    ...namedTerms(rules),
    { type: 'license', id: 'LicenseRef-unlisted', plus: false },
  ];
}

const LISTED: readonly LicenseTerm[] = allLicenseIds().map((id) => ({ type: 'license', id, plus: false }));

let known: readonly LicenseTerm[] | undefined;

function representatives(): readonly LicenseTerm[] {
  if (known) return known;
  const byKind = new Map(LISTED.map((term) => [kindOf(term.id), term]));
  const families = LISTED.filter(({ id }) => /-(only|or-later)$/.test(id));
  known = [...byKind.values(), ...families];
  return known;
}

function kindOf(id: string): string {
  return [categoryOf(id), blueOakTierOf(id), isOsiApproved(id), isFsfLibre(id)].join(' ');
}

function namedTerms(rules: readonly LicenseRule[]): LicenseTerm[] {
  return rules.flatMap(({ selector }) => (selector.kind === 'term' ? [selector.term] : []));
}
