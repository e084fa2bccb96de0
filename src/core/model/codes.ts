/** The codes of findings: dotted, stable, what policies, settings and fixes refer to. */
export type FindingCode =
  | 'license.denied'
  | 'license.review'
  | 'license.conditions'
  | 'license.unknown'
  | 'license.changes-in-range'
  | 'package.denied'
  | 'package.review'
  | 'package.deprecated'
  | 'package.exception-expires'
  | 'package.exception-expired'
  | 'package.no-release'
  | 'package.advisory'
  | 'scorecard.below-floor'
  | 'alternative.approved'
  | 'alternative.community'
  | 'registry.scope-unmapped'
  | 'manifest.duplicate-entry';
