import { worstVerdict } from '../licenses/verdicts';
import type { Reason, Specifier, Verdict } from '../model';
import type { Decision } from './decision';
import type { JudgeInput } from './input';
import { judgeLicense } from './licenseVerdict';
import type { LicenseVerdict } from './licenseVerdict';
import { exceptionOf, judgePackage } from './packageVerdict';
import type { ExceptionState, PackageVerdict } from './packageVerdict';

/** What the policy decides on one dependency, before the rules look for something to tell. */
export function decide(input: JudgeInput): Decision {
  const license = judgeLicense(input);
  const named = judgePackage(input);
  const exception = exceptionOf(input);
  const own = isOwn(input, license);
  const base = { license, package: named, exception, own, reading: license.reading };
  if (exception !== undefined && !exception.expired)
    return { ...base, ...byException(exception, license, named) };
  if (named?.verdict === 'denied')
    return { ...base, verdict: 'denied', reasons: [named.reason, ...license.reasons] };
  if (own) return { ...base, verdict: 'unknown', reasons: ownReasons(input) };
  if (named === undefined)
    return { ...base, verdict: license.verdict, reasons: licenseReasons(input, license) };
  return { ...base, ...byName(named, license) };
}

/** An approval by name is a decision on the package, whatever its license; anything else adds to the license. */
function byName(named: PackageVerdict, license: LicenseVerdict): { verdict: Verdict; reasons: Reason[] } {
  const approved = named.rule.decision === 'allowed' || named.rule.decision === 'conditions';
  const verdict = approved ? named.verdict : worstVerdict([named.verdict, license.verdict]);
  return { verdict, reasons: [named.reason, ...license.reasons] };
}

function byException(
  { exception }: ExceptionState,
  license: LicenseVerdict,
  named: PackageVerdict | undefined,
): { verdict: Verdict; reasons: Reason[] } {
  const verdict = exception.conditions.length > 0 ? 'conditions' : 'allowed';
  const reason: Reason = { rule: 'exception', verdict, exception, clause: exception.clause };
  return { verdict, reasons: [reason, ...(named === undefined ? [] : [named.reason]), ...license.reasons] };
}

/**
 * Workspace packages, local paths and names that the organization lists are its own. Where they state an open license,
 * the policy judges it like any other; where they state none or UNLICENSED, there is nothing to judge.
 */
function isOwn(input: JudgeInput, license: LicenseVerdict): boolean {
  const { privacy } = input;
  if (privacy === undefined || license.reading?.kind === 'expression') return false;
  if (privacy.because === 'specifier') return privacy.kind === 'workspace' || privacy.kind === 'local';
  return privacy.because === 'pattern' || privacy.because === 'workspace-package';
}

function ownReasons(input: JudgeInput): Reason[] {
  return input.privacy === undefined
    ? []
    : [{ rule: 'own-package', verdict: 'unknown', privacy: input.privacy }];
}

const FROM_ELSEWHERE: readonly Specifier['kind'][] = ['git', 'tarball', 'other', 'invalid', 'catalog'];

function licenseReasons(input: JudgeInput, license: LicenseVerdict): Reason[] {
  const { specifier } = input.dependency;
  if (license.reading !== undefined || !FROM_ELSEWHERE.includes(specifier.kind)) return [...license.reasons];
  return [{ rule: 'not-a-registry-package', verdict: 'unknown', specifier }, ...license.reasons];
}
