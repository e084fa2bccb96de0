import type { Judgement, Policy, Verdict } from '../model';
import { findingsOn } from '../tree/brought';
import { plural, t } from './language';
import { isPending } from './pending';
import { areOutOfReach, heardBy } from './reach';
import type { Heard } from './reach';
import {
  evidenceSummary,
  findingSummary,
  isActionable,
  policySummary,
  summarize,
  verdictSummary,
} from './summary';
import type { Summary } from './summary';

/** What the status bar says. */
export interface Status {
  /** How many dependencies need action, and that the services cannot be reached; empty when neither is so. */
  readonly text: string;
  /** Whether services are to be asked and cannot be reached. */
  readonly outOfReach: boolean;
  readonly actionable: number;
  readonly worst: Verdict | undefined;
  /** Plain text, one sentence a line. */
  readonly tooltip: readonly string[];
}

/** What a status is made of, for some judgements: whoever has thousands counts only those anew that are new. */
export interface Tally {
  /** Of those that are not pending. */
  readonly summary: Summary;
  readonly actionable: number;
  readonly pending: number;
  readonly heard: Heard;
}

/** The status of some judgements, in the same words as the summary of the command line. */
export function statusOf(judgements: readonly Judgement[], policy: Policy, offline: boolean): Status {
  return statusFrom([tallyOf(judgements)], policy, offline);
}

export function tallyOf(judgements: readonly Judgement[]): Tally {
  const settled = judgements.filter((judgement) => !isPending(judgement));
  return {
    summary: summarize(settled),
    actionable: settled.filter((judgement) => findingsOn(judgement).some(isActionable)).length,
    pending: judgements.length - settled.length,
    heard: heardBy(settled),
  };
}

/** The status of all judgements that were tallied. */
export function statusFrom(tallies: readonly Tally[], policy: Policy, offline: boolean): Status {
  const sum = (of: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  const [summary, actionable, pending] = [
    together(tallies.map((tally) => tally.summary)),
    sum((tally) => tally.actionable),
    sum((tally) => tally.pending),
  ];
  const outOfReach = !offline && areOutOfReach(tallies.map((tally) => tally.heard));
  const tooltip = [
    verdictSummary(summary),
    findingSummary(summary),
    pending === 0
      ? ''
      : plural(pending, '{0} dependency still being looked up.', '{0} dependencies still being looked up.'),
    policySummary(policy),
    evidenceSummary(summary, offline, outOfReach),
  ].filter((line) => line !== '');
  const text = [actionable === 0 ? '' : String(actionable), outOfReach ? t('offline') : '']
    .filter((part) => part !== '')
    .join(' ');
  return { text, actionable, worst: worstOf(summary), outOfReach, tooltip };
}

function together(summaries: readonly Summary[]): Summary {
  const verdicts = { allowed: 0, conditions: 0, review: 0, unknown: 0, denied: 0 };
  const findings = { error: 0, warning: 0, information: 0, hint: 0 };
  let [dependencies, own, evidenceAsOf] = [0, 0, undefined as string | undefined];
  for (const one of summaries) {
    dependencies += one.dependencies;
    own += one.own;
    for (const verdict of ORDER) verdicts[verdict] += one.verdicts[verdict];
    for (const severity of ['error', 'warning', 'information', 'hint'] as const)
      findings[severity] += one.findings[severity];
    if (one.evidenceAsOf !== undefined && (evidenceAsOf ?? one.evidenceAsOf) >= one.evidenceAsOf)
      evidenceAsOf = one.evidenceAsOf;
  }
  return { dependencies, verdicts, own, brought: undefined, findings, evidenceAsOf };
}

const ORDER: readonly Verdict[] = ['denied', 'unknown', 'review', 'conditions', 'allowed'];

function worstOf({ verdicts }: Summary): Verdict | undefined {
  return ORDER.find((verdict) => verdicts[verdict] > 0);
}
