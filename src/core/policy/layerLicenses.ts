import { blueOakTierOf, isFsfLibre, isOsiApproved } from '../licenses/catalog';
import { categoryOf } from '../licenses/categories';
import { decideTerm } from '../licenses/decide';
import { normalizeTerm } from '../licenses/deprecated';
import { allLicenseIds } from '../licenses/ids';
import { chooseRule, namesTerm } from '../licenses/rules';
import { bestVerdict, compareVerdicts, worstVerdict } from '../licenses/verdicts';
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
 * and way of shipping, in every world that the base's conditions on paths and packages allow.
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
  const worlds = worldsOf(base);
  for (const rule of [...rules].sort((a, b) => compareVerdicts(a.decision, b.decision))) {
    const added = [rule, ...sharpened(rule, merged)];
    if (isPermitted) merged = [...withoutOverridden(merged, rule), ...added];
    else if (!betters(added, rule, worlds, terms)) merged = [...merged, ...added];
    else if (!betters([rule], rule, worlds, terms)) merged = [...merged, rule];
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

/** Whether some verdict gets better where the rule applies, when `added` comes to the base. */
function betters(
  added: readonly LicenseRule[],
  rule: LicenseRule,
  worlds: readonly Policy[],
  terms: readonly LicenseTerm[],
): boolean {
  if (rule.decision === 'denied') return false;
  const subjects = subjectsOf(rule.context);
  const own = added.map(everywhere);
  const pairs = worlds.map((before) => ({
    before,
    after: { ...before, licenseRules: [...before.licenseRules, ...own] },
  }));
  return terms
    .filter((term) => touches(rule, term))
    .some((term) =>
      subjects.some((subject) => {
        if (pairs.some(({ before, after }) => isBetter(term, subject, before, after))) return true;
        return (
          own.some((one) => namesTerm(one, normalizeTerm(term))) && beatsVersions(rule, term, subject, worlds)
        );
      }),
    );
}

/** Whether the rule speaks of the license, or of a version of it that may be chosen. */
function touches(rule: LicenseRule, term: LicenseTerm): boolean {
  return selects(rule, term) || versionsOf(term).some((version) => selects(rule, version));
}

function isBetter(term: LicenseTerm, subject: Subject, before: Policy, after: Policy): boolean {
  return (
    compareVerdicts(decideTerm(term, after, subject).verdict, decideTerm(term, before, subject).verdict) < 0
  );
}

/**
 * A rule that names `GPL-2.0-or-later` ends the choice among its versions. Each of them may be stopped by another rule of
 * the base, and all at once, so the worst of each version counts.
 */
function beatsVersions(
  rule: LicenseRule,
  term: LicenseTerm,
  subject: Subject,
  worlds: readonly Policy[],
): boolean {
  const versions = versionsOf(term);
  if (versions.length === 0) return false;
  const worst = versions.map((version) =>
    worstVerdict(worlds.map((world) => decideTerm(version, world, subject).verdict)),
  );
  return compareVerdicts(rule.decision, bestVerdict(worst)) < 0;
}

function versionsOf(term: LicenseTerm): readonly LicenseTerm[] {
  return admittedVersions(normalizeTerm(term)) ?? [];
}

/**
 * The base where none of its rules on paths and packages applies, and where one of them does. More at once need not be
 * tried: the closest of them decides, as it does alone.
 */
function worldsOf(base: Policy): Policy[] {
  const free = base.licenseRules.filter((rule) => !isBound(rule));
  const bound = base.licenseRules.filter(isBound).map((rule) => [...free, everywhere(rule)]);
  return [free, ...bound].map((licenseRules) => ({ ...base, licenseRules }));
}

function isBound({ context }: LicenseRule): boolean {
  return context.paths !== undefined || context.packages !== undefined;
}

/** The rule where its conditions on paths and packages hold; how many it has makes a difference, so they stay. */
function everywhere(rule: LicenseRule): LicenseRule {
  const { paths, packages } = rule.context;
  const context = {
    ...rule.context,
    ...(paths ? { paths: EVERYWHERE.paths } : {}),
    ...(packages ? { packages: EVERYWHERE.packages } : {}),
  };
  return { ...rule, context };
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
