import { compareVerdicts } from '../licenses/verdicts';
import type { Decision, Rule } from './decision';
import type { JudgeInput } from './input';
import { report } from './input';
import { lastAllowedRange } from './lastAllowed';
import { admits, decideRuns, firstAdmitted } from './runs';
import type { DecidedRun } from './runs';

/** The range admits versions under a license that the policy likes less than the one in use. */
export const licenseChangesInRange: Rule = (input, decision) => {
  const { specifier } = input.dependency;
  if (specifier.kind !== 'registry' || isSettled(decision) || hasOneLicense(input)) return [];
  const decided = decideRuns(input);
  if (decided === undefined) return [];
  const isAdmitted = ({ run }: DecidedRun): boolean => admits(specifier.range, run);
  const base = baseOf(decision, () => decided.runs.find(isAdmitted));
  // Verdicts are compared first: to look into a range costs more, and hardly a run is worse.
  const worse = decided.runs.find((run) => base !== undefined && isWorse(run, base) && isAdmitted(run));
  if (base === undefined || worse === undefined) return [];
  const range = lastAllowedRange(decided.runs)?.range;
  const data = {
    code: 'license.changes-in-range',
    version: firstAdmitted(specifier.range, worse.run),
    from: base.text,
    to: worse.text,
    verdict: worse.verdict,
    origin: decided.origin,
    ...(range === undefined ? {} : { lastAllowedRange: range }),
  } as const;
  return report(input, data, 'range');
};

/** Most packages never changed their license: nothing to decide then, on every keystroke. */
function hasOneLicense({ evidence }: JudgeInput): boolean {
  return evidence.licenseRuns?.value.length === 1 && evidence.licenses.length > 0;
}

/** Settled by a decision on the package, or stopped already: then the range is not what matters. */
function isSettled({ verdict, own, exception }: Decision): boolean {
  return own || verdict === 'denied' || (exception !== undefined && !exception.expired);
}

/** A version that states nothing is no change of the license. */
function isWorse(run: DecidedRun, base: Pick<DecidedRun, 'verdict'>): boolean {
  return run.verdict !== 'unknown' && compareVerdicts(run.verdict, base.verdict) > 0;
}

/** The license in use; where no version is resolved, that of the lowest versions that the range admits. */
function baseOf(
  { license }: Decision,
  firstAdmitted: () => DecidedRun | undefined,
): Pick<DecidedRun, 'verdict' | 'text'> | undefined {
  const { reading, verdict } = license;
  if (reading === undefined) return firstAdmitted();
  return { verdict, text: reading.kind === 'expression' ? reading.text : reading.raw };
}
