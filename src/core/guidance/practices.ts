import type { FindingCode } from '../model';

/** Requirements of the Secure Supply Chain Consumption Framework (S2C2F) that our findings help with. */
export type PracticeId =
  'ING-1' | 'ING-3' | 'SCA-1' | 'SCA-2' | 'SCA-3' | 'UPD-1' | 'AUD-1' | 'AUD-2' | 'ENF-1' | 'ENF-2';

/**
 * Ids as in the table of requirements of S2C2F (ossf/s2c2f, specification/framework.md); which finding serves which
 * requirement is our reading, told in resources/guidance/supply-chain.md.
 */
const PRACTICES: Readonly<Record<FindingCode, readonly PracticeId[]>> = {
  'license.denied': ['SCA-2'],
  'license.review': ['SCA-2'],
  'license.conditions': ['SCA-2'],
  'license.unknown': ['SCA-2'],
  'license.changes-in-range': ['SCA-2'],
  'package.denied': ['ING-3', 'ENF-2'],
  'package.review': ['ENF-2'],
  'package.deprecated': ['SCA-3'],
  'package.exception-expires': ['AUD-2', 'ENF-2'],
  'package.exception-expired': ['AUD-2', 'ENF-2'],
  'package.no-release': ['SCA-3'],
  'package.unattested': ['AUD-1'],
  'package.advisory': ['SCA-1', 'UPD-1'],
  'scorecard.below-floor': ['SCA-3'],
  'alternative.approved': ['ENF-2'],
  'alternative.community': [],
  'registry.scope-unmapped': ['ING-1', 'ENF-1'],
  'manifest.duplicate-entry': [],
};

/** The requirements of S2C2F that a finding serves; none where it is about order in the manifest only. */
export function practicesOf(code: FindingCode): readonly PracticeId[] {
  return PRACTICES[code];
}
