import type {
  BlueOakTier,
  Decision,
  DependencyScope,
  FindingCode,
  GuidanceId,
  LicenseCategory,
  Severity,
  Shipping,
} from '../model';

/** The words that a policy file may use. `scripts/schema.ts` writes them into the JSON Schema. */

/** What a policy says about a whole group of licenses: words as they are written in a policy. */
export const GROUP_DECISIONS = ['allow', 'review', 'deny'] as const;

export const DECISION_OF: Readonly<Record<(typeof GROUP_DECISIONS)[number], Decision>> = {
  allow: 'allowed',
  review: 'review',
  deny: 'denied',
};

export const CATEGORIES = wordsOf<LicenseCategory>({
  permissive: true,
  'public-domain': true,
  'weak-copyleft': true,
  'strong-copyleft': true,
  'network-copyleft': true,
  'source-available': true,
  proprietary: true,
});

export const BLUE_OAK_TIERS = wordsOf<BlueOakTier>({
  model: true,
  gold: true,
  silver: true,
  bronze: true,
  lead: true,
});

export const SCOPES = wordsOf<DependencyScope>({
  production: true,
  development: true,
  peer: true,
  optional: true,
});

export const SHIPPING = wordsOf<Shipping>({ distributed: true, hosted: true, internal: true });

export const SEVERITIES = wordsOf<Severity>({ error: true, warning: true, information: true, hint: true });

export const FINDING_CODES = wordsOf<FindingCode>({
  'license.denied': true,
  'license.review': true,
  'license.conditions': true,
  'license.unknown': true,
  'license.changes-in-range': true,
  'package.denied': true,
  'package.review': true,
  'package.deprecated': true,
  'package.exception-expires': true,
  'package.exception-expired': true,
  'package.no-release': true,
  'package.unattested': true,
  'package.advisory': true,
  'scorecard.below-floor': true,
  'alternative.approved': true,
  'alternative.community': true,
  'registry.scope-unmapped': true,
  'manifest.duplicate-entry': true,
});

/** What an organization may mark as overridable; `*` is all of it, a key stands for what is below it too. */
export const OVERRIDABLE_KEYS = [
  '*',
  'shipping',
  'licenses',
  'licenses.allow',
  'licenses.unmentioned',
  'licenses.not-spdx',
  'packages',
  'packages.approve',
  'exceptions',
  'clarifications',
  'scorecard',
  'health',
  'ask',
  'severity',
  'transitive',
  'community-catalog',
] as const;

/** Whether what dependencies bring is judged. */
export const TRANSITIVE_DECISIONS = ['judge', 'ignore'] as const;

/** What `{…}` in the template of `ask` may stand for. */
export const ASK_PLACEHOLDERS = [
  'title',
  'body',
  'package',
  'version',
  'range',
  'license',
  'verdict',
  'scope',
  'manifest',
  'rule',
  'evidence',
  'path',
  'policy',
  'alternatives',
] as const;

/** The texts that ship inside, for `onboarding`. */
export const GUIDANCE_IDS = wordsOf<GuidanceId>({
  'new-dependency': true,
  'license-families': true,
  'supply-chain': true,
  'ospo-model': true,
  contributing: true,
});

/** The policies that ship inside, for `extends: ospo-lens:balanced`. */
export const BUILT_IN_POLICIES = ['default', 'permissive-only', 'balanced', 'strict'] as const;

/** All members of a union, checked by the compiler: a member that is forgotten or unknown does not compile. */
function wordsOf<T extends string>(members: Readonly<Record<T, true>>): readonly T[] {
  return Object.keys(members) as T[];
}

/** The keys that stop something, or bound what may pass: mistyped, they would stop nothing, which nobody must overlook. */
export const STRICT_KEYS: readonly string[] = [
  'extends',
  'licenses',
  'packages',
  'scorecard',
  'health',
  'private',
  'deny',
  'review',
  'unmentioned',
  'not-spdx',
  'floors',
  'total',
  'minimum',
  'when',
  'expires',
];
