import semver from 'semver';
import type { LicenseRun, Origin, Verdict } from '../model';
import type { JudgeInput } from './input';
import { admitsBetween, isRange } from '../versions';
import { judgeStatement } from './licenseVerdict';

/** A run of versions under one license, decided. */
export interface DecidedRun {
  readonly run: LicenseRun;
  readonly verdict: Verdict;
  /** The license as it reads: canonical where it is SPDX, as stated otherwise. */
  readonly text: string;
}

/** What the policy says of each license that the package had, in semver order. */
export function decideRuns(
  input: JudgeInput,
): { readonly runs: readonly DecidedRun[]; readonly origin: Origin } | undefined {
  const fact = input.evidence.licenseRuns;
  if (fact === undefined) return undefined;
  const runs = fact.value.map((run) => {
    const { verdict, reading } = judgeStatement(run.license, fact.origin, input);
    return { run, verdict, text: reading?.kind === 'expression' ? reading.text : (reading?.raw ?? '') };
  });
  return { runs, origin: fact.origin };
}

/** Whether `range` admits a version of the run. False for what is no range (a tag, text half typed). */
export function admits(range: string, { from, to }: LicenseRun): boolean {
  return isRange(range) && admitsBetween(range, from, to);
}

/** The lowest version of the run that `range` admits. */
export function firstAdmitted(range: string, { from }: LicenseRun): string {
  const lowest = new semver.Range(range).set
    .map((all) => semver.minVersion(`${all.map(({ value }) => value).join(' ')} >=${from}`)?.version)
    .filter((version) => version !== undefined);
  return lowest.sort(semver.compare)[0] ?? from;
}
