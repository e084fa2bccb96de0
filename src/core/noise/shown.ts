import type { Finding, Judgement, Snooze } from '../model';
import type { SeverityWishes } from './severity';
import { drawnSeverity } from './severity';
import { isSnoozed, snoozesFor } from './snooze';

/** What the user of an editor wants to hear of. */
export interface Wishes {
  readonly severities: SeverityWishes;
  readonly snoozes: readonly Snooze[];
  /** `2026-11-23` */
  readonly today: string;
}

/** A judgement as the user wants to see it. */
export interface Shown {
  /** With the findings that are told, as loud as they are wanted; the same object where that is all of them. */
  readonly judgement: Judgement;
  /** The snoozes in force. */
  readonly snoozes: readonly Snooze[];
}

/** Verdict, reasons and evidence stay as they are: what is asked about a dependency is answered in full. */
export function shownAs(judgement: Judgement, { severities, snoozes, today }: Wishes): Shown {
  const inForce = snoozesFor(judgement, snoozes, today);
  const findings = judgement.findings.flatMap((finding) => {
    if (isSnoozed(finding, inForce)) return [];
    const severity = drawnSeverity(finding, severities);
    return severity === undefined ? [] : [asLoudAs(finding, severity)];
  });
  const isSame =
    findings.length === judgement.findings.length &&
    findings.every((finding, index) => finding === judgement.findings[index]);
  return { judgement: isSame ? judgement : { ...judgement, findings }, snoozes: inForce };
}

function asLoudAs(finding: Finding, severity: Finding['severity']): Finding {
  return finding.severity === severity ? finding : { ...finding, severity };
}
