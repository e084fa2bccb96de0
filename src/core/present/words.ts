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
import { clip } from './plain';

/** A verdict as a word of a sentence: "MIT is allowed". */
export const verdictWord: Readonly<Record<Verdict, string>> = {
  allowed: 'allowed',
  conditions: 'allowed under conditions',
  review: 'needs review',
  unknown: 'unknown',
  denied: 'denied',
};

/** A verdict as a heading. */
export const verdictTitle: Readonly<Record<Verdict, string>> = {
  allowed: 'Allowed',
  conditions: 'Allowed under conditions',
  review: 'Needs review',
  unknown: 'Unknown',
  denied: 'Denied',
};

/** A verdict as a sign that is read without color. */
export const verdictSign: Readonly<Record<Verdict, string>> = {
  allowed: '✓',
  conditions: '!',
  review: '?',
  unknown: '?',
  denied: '✗',
};

export const decisionWord: Readonly<Record<Decision, string>> = {
  allowed: 'is allowed',
  conditions: 'is allowed under conditions',
  review: 'needs review',
  denied: 'is denied',
};

export const severityWord: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'info',
  hint: 'hint',
};

export const categoryWord: Readonly<Record<LicenseCategory, string>> = {
  permissive: 'permissive',
  'weak-copyleft': 'weak copyleft',
  'strong-copyleft': 'strong copyleft',
  'network-copyleft': 'network copyleft',
  'source-available': 'source-available',
  'public-domain': 'public domain',
  proprietary: 'proprietary',
};

/** The blocks of package.json. */
export const blockOfScope: Readonly<Record<DependencyScope, string>> = {
  production: 'dependencies',
  development: 'devDependencies',
  peer: 'peerDependencies',
  optional: 'optionalDependencies',
};

/** Where a dependency is used: "denied in production". */
export const inScope: Readonly<Record<DependencyScope, string>> = {
  production: 'in production',
  development: 'in development',
  peer: 'as a peer dependency',
  optional: 'as an optional dependency',
};

const titles: Readonly<Record<FindingCode, string>> = {
  'license.denied': 'License denied',
  'license.review': 'License needs review',
  'license.conditions': 'License with conditions',
  'license.unknown': 'License unknown',
  'license.changes-in-range': 'License changes within the range',
  'package.denied': 'Package denied',
  'package.review': 'Package needs review',
  'package.deprecated': 'Package deprecated',
  'package.exception-expires': 'Approved for a limited time',
  'package.exception-expired': 'Approval expired',
  'package.no-release': 'No recent release',
  'package.advisory': 'Known vulnerabilities',
  'scorecard.below-floor': 'Scorecard below the floor',
  'alternative.approved': 'Approved alternative',
  'registry.scope-unmapped': 'Private scope without a registry',
  'manifest.duplicate-entry': 'Listed twice',
};

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
    : `${numbered} (as ${clip(dependency.name, 214)})`;
}

/** How to cite a clause: `2.3 "Network copyleft"`, else its place in the policy file. */
export function clauseName(clause: Clause): string {
  if (clause.id !== undefined) return clip(clause.id, 60);
  if (clause.title !== undefined) return `"${clip(clause.title, 80)}"`;
  return clip(clause.path, 80);
}

/** A citation within a sentence: `policy 2.3`, `default policy licenses.deny[2]`. */
export function citation(clause: Clause): string {
  return `${clause.policy === 'default' ? 'default policy' : 'policy'} ${clauseName(clause)}`;
}
