import { noEvidence } from '../evidence';
import type { Evidence, Finding, Judgement, PathStep, Reason } from '../model';
import { asDependency } from '../tree/judgeTree';

/**
 * A package that a dependency brings, judged as if the manifest named it in the place of the dependency: what asks about
 * a dependency, or explains it, does so about the package as well. Its findings say the way to it.
 *
 * @param judgement of the dependency
 * @returns `undefined` where nothing is found on the package (anymore)
 */
export function broughtJudgement(step: PathStep, judgement: Judgement): Judgement | undefined {
  const dependency = asDependency(step, judgement.dependency);
  const findings = (judgement.brought ?? []).filter((finding) => isOn(finding, step));
  const via = findings[0]?.via;
  if (via === undefined) return undefined;
  const { verdict, license, reasons } = via.judged;
  return {
    dependency,
    evidence: evidenceFrom(step, via.lockfile, reasons),
    license,
    scorecard: undefined,
    verdict,
    reasons,
    findings: findings.map((finding) => ({ ...finding, dependency })),
    privacy: undefined,
    pending: false,
  };
}

/** The package that a finding is on, where a dependency brings it. */
export function broughtStep({ via }: Finding): PathStep | undefined {
  return via?.path.at(-1);
}

function isOn(finding: Finding, { name, version }: PathStep): boolean {
  const step = broughtStep(finding);
  return step?.name === name && step.version === version;
}

/** What decided is what is known: the rest was never asked. */
function evidenceFrom(
  { version }: PathStep,
  lockfile: NonNullable<Finding['via']>['lockfile'],
  reasons: readonly Reason[],
): Evidence {
  return {
    ...noEvidence,
    version: version === '' || lockfile === undefined ? undefined : { value: version, origin: lockfile },
    licenses: reasons.flatMap((reason) =>
      'reading' in reason && reason.origin ? [{ value: reason.reading.raw, origin: reason.origin }] : [],
    ),
    gaps: reasons.flatMap((reason) => (reason.rule === 'license.unknown' ? reason.gaps : [])),
  };
}
