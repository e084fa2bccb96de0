import type {
  Clause,
  Decision,
  Dependency,
  DependencyScope,
  FindingCode,
  LicenseCategory,
  Severity,
  Verdict,
} from '../model';
import { t, worded } from './language';
import { clip } from './plain';

/** A verdict as a word of a sentence: "MIT is allowed". */
export const verdictWord = worded<Verdict>({
  allowed: () => t('allowed'),
  conditions: () => t('allowed under conditions'),
  review: () => t('needs review'),
  unknown: () => t('unknown'),
  denied: () => t('denied'),
});

/** A verdict as a heading. */
export const verdictTitle = worded<Verdict>({
  allowed: () => t('Allowed'),
  conditions: () => t('Allowed under conditions'),
  review: () => t('Needs review'),
  unknown: () => t('Unknown'),
  denied: () => t('Denied'),
});

/** A verdict as a sign that is read without color. */
export const verdictSign: Readonly<Record<Verdict, string>> = {
  allowed: '✓',
  conditions: '!',
  review: '?',
  unknown: '?',
  denied: '✗',
};

/** What the policy decides on something: `MIT is allowed`. */
export function decisionText(subject: string, decision: Decision): string {
  switch (decision) {
    case 'allowed':
      return t('{0} is allowed', subject);
    case 'conditions':
      return t('{0} is allowed under conditions', subject);
    case 'review':
      return t('{0} needs review', subject);
    case 'denied':
      return t('{0} is denied', subject);
  }
}

export const severityWord = worded<Severity>({
  error: () => t('error'),
  warning: () => t('warning'),
  information: () => t('info'),
  hint: () => t('hint'),
});

export const categoryWord = worded<LicenseCategory>({
  permissive: () => t('permissive'),
  'weak-copyleft': () => t('weak copyleft'),
  'strong-copyleft': () => t('strong copyleft'),
  'network-copyleft': () => t('network copyleft'),
  'source-available': () => t('source-available'),
  'public-domain': () => t('public domain'),
  proprietary: () => t('proprietary'),
});

/** The blocks of package.json. */
export const blockOfScope: Readonly<Record<DependencyScope, string>> = {
  production: 'dependencies',
  development: 'devDependencies',
  peer: 'peerDependencies',
  optional: 'optionalDependencies',
};

/** Where a dependency is used: "denied in production". */
export const inScope = worded<DependencyScope>({
  production: () => t('in production'),
  development: () => t('in development'),
  peer: () => t('as a peer dependency'),
  optional: () => t('as an optional dependency'),
});

/** The use alone: "production", "peer dependency". */
export const scopeWord = worded<DependencyScope>({
  production: () => t('production'),
  development: () => t('development'),
  peer: () => t('peer dependency'),
  optional: () => t('optional dependency'),
});

/** What a denial comes to: "denied in production". */
export const deniedInScope = worded<DependencyScope>({
  production: () => t('denied in production'),
  development: () => t('denied in development'),
  peer: () => t('denied as a peer dependency'),
  optional: () => t('denied as an optional dependency'),
});

const titles = worded<FindingCode>({
  'license.denied': () => t('License denied'),
  'license.review': () => t('License needs review'),
  'license.conditions': () => t('License with conditions'),
  'license.unknown': () => t('License unknown'),
  'license.changes-in-range': () => t('License changes within the range'),
  'package.denied': () => t('Package denied'),
  'package.review': () => t('Package needs review'),
  'package.deprecated': () => t('Package deprecated'),
  'package.exception-expires': () => t('Approved for a limited time'),
  'package.exception-expired': () => t('Approval expired'),
  'package.no-release': () => t('No recent release'),
  'package.unattested': () => t('Provenance not attested'),
  'package.advisory': () => t('Known vulnerabilities'),
  'scorecard.below-floor': () => t('Scorecard below the floor'),
  'alternative.approved': () => t('Approved alternative'),
  'alternative.community': () => t('Community suggestion'),
  'registry.scope-unmapped': () => t('Private scope without a registry'),
  'manifest.duplicate-entry': () => t('Listed twice'),
});

/** What a finding code is about, as a heading. */
export function titleOf(code: FindingCode): string {
  return titles[code];
}

/** The package as people name it: `sharp 0.33.5`, or `@celo/identity 1.5.2 (as old-sdk)` for an alias. */
export function subjectOf(dependency: Dependency, version: string | undefined): string {
  const name = clip(dependency.packageName, 214);
  const numbered = version === undefined ? name : `${name} ${clip(version, 60)}`;
  return dependency.packageName === dependency.name
    ? numbered
    : t('{0} (as {1})', numbered, clip(dependency.name, 214));
}

/** How to cite a clause: `2.3 "Network copyleft"`, else its place in the policy file. */
export function clauseName(clause: Clause): string {
  if (clause.id !== undefined) return clip(clause.id, 60);
  if (clause.title !== undefined) return `"${clip(clause.title, 80)}"`;
  return clip(clause.path, 80);
}

/** A citation within a sentence: `policy 2.3`, `default policy licenses.deny[2]`. */
export function citation(clause: Clause): string {
  return clause.policy === 'default'
    ? t('default policy {0}', clauseName(clause))
    : t('policy {0}', clauseName(clause));
}
