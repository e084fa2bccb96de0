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
  const awake = judgement.findings.filter((finding) => !isSnoozed(finding, inForce));
  const findings = asWanted(awake, severities);
  // A snooze is about one package, and not about those that it brings.
  const brought = judgement.brought && asWanted(judgement.brought, severities);
  const isSame = isEqual(findings, judgement.findings) && isEqual(brought, judgement.brought);
  const told = isSame ? judgement : { ...judgement, findings, ...(brought && { brought }) };
  return { judgement: told, snoozes: inForce };
}

function asWanted(findings: readonly Finding[], severities: SeverityWishes): Finding[] {
  return findings.flatMap((finding) => {
    const severity = drawnSeverity(finding, severities);
    return severity === undefined ? [] : [asLoudAs(finding, severity)];
  });
}

function isEqual(one: readonly Finding[] = [], other: readonly Finding[] = []): boolean {
  return one.length === other.length && one.every((finding, index) => finding === other[index]);
}

function asLoudAs(finding: Finding, severity: Finding['severity']): Finding {
  return finding.severity === severity ? finding : { ...finding, severity };
}
