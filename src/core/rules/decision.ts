import type { Finding, LicenseReading, Reason, Verdict } from '../model';
import type { JudgeInput } from './input';
import type { LicenseVerdict } from './licenseVerdict';
import type { ExceptionState, PackageVerdict } from './packageVerdict';

/** What is decided before the rules look for something to tell. */
export interface Decision {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly reading: LicenseReading | undefined;
  readonly license: LicenseVerdict;
  readonly package: PackageVerdict | undefined;
  readonly exception: ExceptionState | undefined;
  /** The organization's own package: the open source policy does not judge it. */
  readonly own: boolean;
}

/** Looks at one dependency and what was decided about it; tells what the user should know. */
export type Rule = (input: JudgeInput, decision: Decision) => Finding[];
