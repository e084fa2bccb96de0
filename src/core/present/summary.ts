import type { Finding, Judgement, Policy, Severity, TreeVerdict, Verdict } from '../model';
import { findingsOn } from '../tree/brought';
import { plural, t } from './language';
import { clip, day } from './plain';
import { countBrought } from '../tree/counts';
import type { TreeCounts } from '../tree/counts';
import type { TreeJudgement } from '../tree/judgeTree';

export type VerdictCounts = Readonly<Record<Verdict, number>>;

export interface Summary {
  readonly dependencies: number;
  readonly verdicts: VerdictCounts;
  /** The organization's own packages among the unknown ones. */
  readonly own: number;
  /** What the dependencies bring; `undefined` where no lockfile tells, or nobody asked. */
  readonly brought: TreeCounts | undefined;
  /** On dependencies and on what they bring. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** The oldest day of the evidence that decided; `undefined` where nothing was stated. */
  readonly evidenceAsOf: string | undefined;
}

/**
 * Counts over any number of manifests, and over what their dependencies bring: by trees, or by findings that the
 * judgements carry.
 */
export function summarize(judgements: readonly Judgement[], trees: readonly TreeJudgement[] = []): Summary {
  const verdicts: Record<Verdict, number> = { allowed: 0, conditions: 0, review: 0, unknown: 0, denied: 0 };
  const findings: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const judgement of judgements) {
    verdicts[judgement.verdict] += 1;
    for (const finding of findingsOn(judgement)) findings[finding.severity] += 1;
  }
  for (const tree of trees) for (const finding of tree.findings) findings[finding.severity] += 1;
  return {
    dependencies: judgements.length,
    verdicts,
    own: judgements.filter(isOwn).length,
    brought: countBrought(trees),
    findings,
    evidenceAsOf: oldest([...judgements, ...distinctVerdicts(trees)]),
  };
}

/** Whether a finding asks for action: errors and warnings do. The exit code of `check` and the badge count these. */
export function isActionable(finding: Finding): boolean {
  return finding.severity === 'error' || finding.severity === 'warning';
}

/** `12 dependencies: 8 allowed, 1 with conditions, 2 to review, 1 denied, 0 unknown.` */
export function verdictSummary({ dependencies, verdicts, own }: Summary): string {
  return `${plural(dependencies, '{0} dependency', '{0} dependencies')}: ${verdictCounts(verdicts, own)}.`;
}

/** `They bring 410 packages: 400 allowed, ...`; empty where there is no tree. */
export function broughtSummary({ brought }: Summary): string {
  if (brought === undefined) return '';
  const size = plural(brought.packages, 'They bring {0} package', 'They bring {0} packages');
  return brought.packages === 0 ? '' : `${size}: ${verdictCounts(brought.verdicts, 0)}.`;
}

function verdictCounts({ allowed, conditions, review, denied, unknown }: VerdictCounts, own: number): string {
  return [
    t('{0} allowed', allowed),
    t('{0} with conditions', conditions),
    t('{0} to review', review),
    t('{0} denied', denied),
    own === 0 ? t('{0} unknown', unknown) : t('{0} unknown ({1} of your own)', unknown, own),
  ].join(', ');
}

/** `3 findings: 1 error, 2 warnings.` */
export function findingSummary({ findings }: Summary): string {
  const parts = [
    findings.error > 0 ? plural(findings.error, '{0} error', '{0} errors') : '',
    findings.warning > 0 ? plural(findings.warning, '{0} warning', '{0} warnings') : '',
    findings.information > 0 ? t('{0} information', findings.information) : '',
    findings.hint > 0 ? plural(findings.hint, '{0} hint', '{0} hints') : '',
  ].filter((part) => part !== '');
  const total = findings.error + findings.warning + findings.information + findings.hint;
  return parts.length === 0
    ? t('No findings.')
    : `${plural(total, '{0} finding', '{0} findings')}: ${parts.join(', ')}.`;
}

/** `Policy: Acme 2026-11 (ospo-policy.yaml).`, or that only the default judged. */
export function policySummary(policy: Policy): string {
  if (policy.isDefault) return t('Policy: the built-in default; this is only a default, nobody decided it.');
  const name = policy.revision === undefined ? policy.name : `${policy.name} ${policy.revision}`;
  return t('Policy: {0} ({1}).', clip(name, 100), clip(policy.origin, 160));
}

/** `Evidence as of 2026-11-20.`, and that nobody was asked, or that nobody answered. */
export function evidenceSummary({ evidenceAsOf }: Summary, offline: boolean, outOfReach = false): string {
  const from = evidenceAsOf === undefined ? '' : t('Evidence as of {0}.', evidenceAsOf);
  const without = offline
    ? t('Offline: no service was asked.')
    : outOfReach
      ? t('Offline: no service can be reached. What is known without them still counts.')
      : '';
  return [from, without].filter((part) => part !== '').join(' ');
}

/** Whether the dependency is a package of the organization's own, which nobody outside is asked about. */
export function isOwn({ reasons }: Judgement): boolean {
  return reasons.some((reason) => reason.rule === 'own-package');
}

/** Packages of which the lockfile says the same share one. */
function distinctVerdicts(trees: readonly TreeJudgement[]): Set<TreeVerdict> {
  const distinct = new Set<TreeVerdict>();
  for (const { verdicts } of trees)
    for (const verdict of verdicts) if (verdict !== undefined) distinct.add(verdict);
  return distinct;
}

function oldest(judgements: readonly Pick<Judgement, 'reasons'>[]): string | undefined {
  let first: string | undefined;
  for (const { reasons } of judgements)
    for (const { origin } of reasons)
      if (origin !== undefined && (first === undefined || origin.date < first)) first = origin.date;
  return first === undefined ? undefined : day(first);
}
