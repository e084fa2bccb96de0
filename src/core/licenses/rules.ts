import type { BlueOakTier, Context, LicenseRule, LicenseSelector, LicenseTerm } from '../model';
import { blueOakTierOf, isFsfLibre, isOsiApproved } from './catalog';
import { categoryOfTerm } from './categories';
import { normalizeTerm } from './deprecated';
import { officialExceptionId, officialLicenseId } from './ids';
import { compareVerdicts } from './verdicts';

/** Best to worst. */
const tiers: readonly BlueOakTier[] = ['model', 'gold', 'silver', 'bronze', 'lead'];

/** How closely a selector speaks of a license: a name beats a category, a category beats a catalog. */
const closeness: Readonly<Record<LicenseSelector['kind'], number>> = {
  term: 30,
  category: 20,
  'blue-oak': 10,
  'osi-approved': 0,
  'fsf-libre': 0,
};

/**
 * The rule that decides on a term (written the way SPDX writes it today): the closest selector, then the one with more
 * conditions on its context, then the stricter one, then the first. So one more rule that denies never betters a
 * verdict. Without a term, all rules are taken to speak of it.
 */
export function chooseRule(rules: readonly LicenseRule[], term?: LicenseTerm): LicenseRule | undefined {
  const matching = term ? rules.filter(({ selector }) => selects(selector, term)) : rules;
  const [first, ...others] = matching;
  return first && others.reduce((kept, next) => (compareRules(next, kept) > 0 ? next : kept), first);
}

/** Whether the rule names this very license, with its `-or-later` and its exception. */
export function namesTerm({ selector }: LicenseRule, term: LicenseTerm): boolean {
  return selector.kind === 'term' && isSameTerm(normalizeTerm(selector.term), term);
}

/** Whether SPDX lists both the license and its exception: only then do categories and catalogs know the term. */
export function isListed({ id, exception }: LicenseTerm): boolean {
  if (officialLicenseId(id) === undefined) return false;
  return exception === undefined || officialExceptionId(exception) !== undefined;
}

function selects(selector: LicenseSelector, term: LicenseTerm): boolean {
  switch (selector.kind) {
    case 'term':
      return isSameTerm(normalizeTerm(selector.term), term);
    case 'category':
      return categoryOfTerm(term) === selector.category;
    case 'blue-oak':
      return isListed(term) && isRatedAtLeast(term.id, selector.tier);
    case 'osi-approved':
      return isListed(term) && isOsiApproved(term.id);
    case 'fsf-libre':
      return isListed(term) && isFsfLibre(term.id);
  }
}

function isRatedAtLeast(id: string, tier: BlueOakTier): boolean {
  const rating = blueOakTierOf(id);
  return rating !== undefined && tiers.indexOf(rating) <= tiers.indexOf(tier);
}

/** SPDX matches ids, the user-defined ones too, without regard to letter case. */
function isSameTerm(a: LicenseTerm, b: LicenseTerm): boolean {
  return (
    a.plus === b.plus &&
    a.id.toLowerCase() === b.id.toLowerCase() &&
    a.exception?.toLowerCase() === b.exception?.toLowerCase()
  );
}

function compareRules(a: LicenseRule, b: LicenseRule): number {
  return (
    closenessOf(a.selector) - closenessOf(b.selector) ||
    conditionsOf(a.context) - conditionsOf(b.context) ||
    compareVerdicts(a.decision, b.decision)
  );
}

/** A better tier of Blue Oak holds fewer licenses, so it is the closer one: `silver` decides before `lead`. */
function closenessOf(selector: LicenseSelector): number {
  const base = closeness[selector.kind];
  return selector.kind === 'blue-oak' ? base - tiers.indexOf(selector.tier) : base;
}

function conditionsOf({ scopes, shipping, paths, packages }: Context): number {
  return [scopes, shipping, paths, packages].filter((condition) => condition !== undefined).length;
}
