import { compareVerdicts } from '../licenses/verdicts';
import type {
  Clause,
  Decision,
  Parsed,
  Policy,
  PolicyLayer,
  Problem,
  ScorecardFloor,
  Severity,
  Span,
} from '../model';
import { defaultSeverity } from '../rules/input';
import { layerLicenseRules } from './layerLicenses';
import { withHash } from './parse';
import { isQuieter, layerTransitive } from './transitiveSection';
import { FINDING_CODES } from './vocabulary';
import { t } from '../present/language';

/** Gives the place of `licenses.allow[2]` in the file of the upper policy, where it is known. */
export type PlaceOf = (path: string) => Span | undefined;

/**
 * Lays a policy over the one that it builds on (`extends`). The upper one may always be stricter; it may loosen only what
 * the lower one marks as overridable. What it tries beyond that is a problem and has no effect.
 *
 * What a policy leaves out comes from the one below, save `overridable`: each says for itself what may be loosened above
 * it, and no more than it may loosen itself. Call it from the bottom up: `layer(layer(a, b), c)`.
 */
export function layerPolicies(
  base: Policy,
  upper: Policy,
  placeOf: PlaceOf = () => undefined,
): Parsed<Policy> {
  const layering = new Layering(base, upper, placeOf);
  return { value: layering.merge(), problems: layering.problems };
}

/** The policy as whoever builds on it may change it all: one that ships inside is nobody's decision. */
export function looseInAll(policy: Policy): Policy {
  return { ...policy, layer: { ...(policy.layer ?? NO_LAYER), overridable: ['*'] } };
}

const HEALTH = 'health.no-release-for-months';
const ATTESTED = 'health.attested-provenance';

const CATALOG = 'community-catalog';

const NO_LAYER: PolicyLayer = { extends: [], overridable: [], stated: [], clauses: {} };

class Layering {
  readonly problems: Problem[] = [];
  private readonly below: PolicyLayer;
  private readonly above: PolicyLayer;

  constructor(
    private readonly base: Policy,
    private readonly upper: Policy,
    private readonly placeOf: PlaceOf,
  ) {
    this.below = base.layer ?? NO_LAYER;
    this.above = upper.layer ?? NO_LAYER;
  }

  merge(): Policy {
    const { base, upper } = this;
    const revision = this.states('name') || this.states('revision') ? upper.revision : base.revision;
    return withHash({
      name: this.states('name') ? upper.name : base.name,
      ...(revision === undefined ? {} : { revision }),
      origin: upper.origin,
      isDefault: upper.isDefault,
      shipping: this.stands('shipping', base.shipping, upper.shipping),
      licenseRules: this.licenseRules(),
      unmentioned: this.decision('licenses.unmentioned', base.unmentioned, upper.unmentioned),
      notSpdx: this.decision('licenses.not-spdx', base.notSpdx, upper.notSpdx),
      packageRules: this.packageRules(),
      exceptions: this.added('exceptions', base.exceptions, upper.exceptions),
      clarifications: this.added('clarifications', base.clarifications, upper.clarifications),
      floors: this.floors(),
      ...historyOf(upper, base),
      ...this.noRelease(),
      ...this.attested(),
      alternatives: [...upper.alternatives.map((one) => this.explained(one)), ...base.alternatives],
      privatePackages: [...new Set([...base.privatePackages, ...upper.privatePackages])],
      documents: [...upper.documents, ...base.documents],
      ...onboardingOf(upper, base),
      ...this.communityCatalog(),
      ask: this.ask(),
      severities: this.severities(),
      ...layerTransitive(base, upper, (path) => this.permitted('transitive', path)),
      layer: this.layer(),
    });
  }

  private licenseRules(): Policy['licenseRules'] {
    const own = this.upper.licenseRules.map((rule) => this.explained(rule));
    const { rules, refused } = layerLicenseRules(this.base, own, this.mayLoosen('licenses.allow'));
    for (const path of new Set(refused.map(({ clause }) => clause.path))) this.refuse('licenses.allow', path);
    return rules;
  }

  /** The strictest rule on a package counts, so only approvals can loosen. */
  private packageRules(): Policy['packageRules'] {
    const own = this.upper.packageRules.map((rule) => this.explained(rule));
    const kept = own.filter(({ decision, clause }) => {
      const loosens = decision === 'allowed' || decision === 'conditions';
      return !loosens || this.permitted('packages.approve', clause.path);
    });
    return [...this.base.packageRules, ...kept];
  }

  /** Entries that can only loosen. The upper ones come first: they are looked at first. */
  private added<T extends { readonly clause: Clause }>(
    key: string,
    base: readonly T[],
    upper: readonly T[],
  ): T[] {
    const kept = upper.filter(({ clause }) => this.permitted(key, clause.path));
    return [...kept.map((entry) => this.explained(entry)), ...base];
  }

  private floors(): ScorecardFloor[] {
    const floors = new Map(this.base.floors.map((floor) => [floor.check, floor]));
    for (const floor of this.upper.floors) {
      const lower = floors.get(floor.check);
      floors.set(
        floor.check,
        lower === undefined ? this.explained(floor) : this.floor(lower, this.explained(floor)),
      );
    }
    return [...floors.values()];
  }

  private floor(base: ScorecardFloor, upper: ScorecardFloor): ScorecardFloor {
    const loosens = upper.minimum < base.minimum || isQuieter(upper.severity, base.severity);
    if (!loosens || this.permitted('scorecard', upper.clause.path)) return upper;
    const severity = isQuieter(upper.severity, base.severity) ? base.severity : upper.severity;
    return { ...base, minimum: Math.max(base.minimum, upper.minimum), severity };
  }

  private noRelease(): Pick<Policy, 'noReleaseForMonths'> {
    const [base, upper] = [this.base.noReleaseForMonths, this.upper.noReleaseForMonths];
    const stands =
      upper === undefined || (base !== undefined && upper > base && !this.permitted('health', HEALTH));
    const months = stands ? base : upper;
    return months === undefined ? {} : { noReleaseForMonths: months };
  }

  private attested(): Pick<Policy, 'attestedProvenance'> {
    const [base, upper] = [this.base.attestedProvenance, this.upper.attestedProvenance];
    const stands = upper === undefined || (base === true && !upper && !this.permitted('health', ATTESTED));
    const wanted = stands ? base : upper;
    return wanted === undefined ? {} : { attestedProvenance: wanted };
  }

  private severities(): Policy['severities'] {
    const severities = { ...this.base.severities };
    for (const code of FINDING_CODES) {
      const wanted = this.upper.severities[code];
      if (wanted === undefined) continue;
      if (!isQuieter(wanted, this.loudest(code)) || this.permitted('severity', `severity.${code}`))
        severities[code] = wanted;
    }
    return severities;
  }

  /** How loud a finding can be under the base. */
  private loudest(code: (typeof FINDING_CODES)[number]): Severity | 'off' {
    const stated = this.base.severities[code];
    if (stated !== undefined) return stated;
    const floors = code === 'scorecard.below-floor' ? this.base.floors.map(({ severity }) => severity) : [];
    return [defaultSeverity(code), ...floors].reduce((loud, next) => (isQuieter(loud, next) ? next : loud));
  }

  /** What is switched off stays off: that is the stricter way. */
  private communityCatalog(): Pick<Policy, 'communityCatalog'> {
    const [base, upper] = [this.base.communityCatalog, this.upper.communityCatalog];
    const stands = upper === undefined || (base === false && upper && !this.permitted(CATALOG, CATALOG));
    const communityCatalog = stands ? base : upper;
    return communityCatalog === undefined ? {} : { communityCatalog };
  }

  private ask(): Policy['ask'] {
    const { base, upper } = this;
    if (upper.ask === undefined || base.ask === undefined) return upper.ask ?? base.ask;
    return this.permitted('ask', 'ask') ? upper.ask : base.ask;
  }

  /** What the base states stands. */
  private stands<T>(key: string, base: T, upper: T): T {
    if (!this.states(key) || base === upper) return base;
    return !this.below.stated.includes(key) || this.permitted(key, key) ? upper : base;
  }

  private decision(key: string, base: Decision, upper: Decision): Decision {
    if (!this.states(key)) return base;
    return compareVerdicts(upper, base) >= 0 || this.permitted(key, key) ? upper : base;
  }

  private layer(): PolicyLayer {
    const { above, below } = this;
    const kept = above.overridable.filter((key) => this.mayLoosen(key));
    return {
      extends: above.extends,
      overridable: kept,
      stated: [...new Set([...below.stated, ...above.stated])],
      clauses: { ...below.clauses, ...above.clauses },
    };
  }

  /** The entry with what the base knows about its clause. */
  private explained<T extends { readonly clause: Clause }>(entry: T): T {
    const { id, title, link } = entry.clause;
    const known =
      id !== undefined && Object.hasOwn(this.below.clauses, id) ? this.below.clauses[id] : undefined;
    if (known === undefined || title !== undefined) return entry;
    const explanation = { ...known, ...(link === undefined ? {} : { link }) };
    return { ...entry, clause: { ...entry.clause, ...explanation } };
  }

  private states(key: string): boolean {
    return this.above.stated.includes(key);
  }

  private permitted(key: string, path: string): boolean {
    if (this.mayLoosen(key)) return true;
    this.refuse(key, path);
    return false;
  }

  private mayLoosen(key: string): boolean {
    return this.below.overridable.some(
      (marked) => marked === '*' || marked === key || key.startsWith(`${marked}.`),
    );
  }

  private refuse(key: string, path: string): void {
    const span = this.placeOf(path);
    const message = t(
      '{0}: this would loosen the policy "{1}" ({2}), which does not list "{3}" as overridable. It has no effect.',
      path,
      this.base.name,
      this.base.origin,
      key,
    );
    const place = span === undefined ? {} : { span };
    this.problems.push({
      code: 'policy.not-overridable',
      severity: 'warning',
      message,
      file: this.upper.origin,
      ...place,
    });
  }
}

function onboardingOf(upper: Policy, base: Policy): Pick<Policy, 'onboarding'> {
  const texts = [...(upper.onboarding ?? []), ...(base.onboarding ?? [])];
  return texts.length === 0 ? {} : { onboarding: texts };
}

function historyOf(upper: Policy, base: Policy): Pick<Policy, 'scorecardHistory'> {
  const history = [...(upper.scorecardHistory ?? []), ...(base.scorecardHistory ?? [])];
  return history.length === 0 ? {} : { scorecardHistory: [...new Set(history)] };
}
