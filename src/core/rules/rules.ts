import { advisories } from './advisories';
import { approvedAlternative } from './approvedAlternative';
import { communityAlternative } from './communityAlternative';
import { deprecated } from './deprecated';
import { duplicateEntry } from './duplicateEntry';
import { exceptionExpiry } from './exceptionExpiry';
import type { Rule } from './decision';
import { licenseChangesInRange } from './licenseChangesInRange';
import { licenseRule } from './licenseRule';
import { noRelease } from './noRelease';
import { packageRule } from './packageRule';
import { scopeUnmapped } from './scopeUnmapped';
import { scorecardFloors } from './scorecardFloors';
import { unattested } from './unattested';

/** All rules, in the order in which findings on the same place are told. */
export const rules: readonly Rule[] = [
  packageRule,
  licenseRule,
  licenseChangesInRange,
  exceptionExpiry,
  deprecated,
  advisories,
  scorecardFloors,
  noRelease,
  unattested,
  scopeUnmapped,
  duplicateEntry,
  approvedAlternative,
  communityAlternative,
];

/**
 * What is told of a package that a direct dependency brings: whether it may be there. Health, alternatives and ranges
 * are for whoever names a package in a manifest.
 */
export const transitiveRules: readonly Rule[] = [
  packageRule,
  licenseRule,
  exceptionExpiry,
  deprecated,
  advisories,
];
