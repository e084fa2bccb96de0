import { gte, lte, minVersion, satisfies, valid, validRange } from 'semver';
import { statedRange } from '../manifests/statedRange';
import type { Evidence, Finding, Judgement } from '../model';

/** The last range that the policy allows, for a finding that it resolves. */
export interface LastRange {
  readonly range: string;
  /** The license of its versions, where it is known as text. */
  readonly license: string | undefined;
  /** Whether the version in use stays: nothing that is installed changes. */
  readonly keepsVersion: boolean;
}

export function lastRangeFor(finding: Finding, judgement: Judgement): LastRange | undefined {
  const range = rangeOf(finding, judgement);
  if (range === undefined || range === statedRange(finding.dependency)) return undefined;
  const { lastAllowed, evidence } = judgement;
  const license = lastAllowed?.range === range ? lastAllowed.license : licenseAt(range, evidence);
  const keepsVersion = finding.version !== undefined && satisfies(finding.version, range, { loose: true });
  return { range, license, keepsVersion };
}

function rangeOf({ data }: Finding, { lastAllowed }: Judgement): string | undefined {
  switch (data.code) {
    case 'license.changes-in-range':
      return data.lastAllowedRange;
    case 'license.denied':
    case 'license.review':
    case 'license.unknown':
      return lastAllowed?.range;
    default:
      return undefined;
  }
}

function licenseAt(range: string, { licenseRuns }: Evidence): string | undefined {
  const version = validRange(range) === null ? null : minVersion(range);
  if (version === null) return undefined;
  const run = licenseRuns?.value.find(
    ({ from, to }) => valid(from) !== null && valid(to) !== null && gte(version, from) && lte(version, to),
  );
  return typeof run?.license === 'string' ? run.license : undefined;
}
