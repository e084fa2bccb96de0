import { compareVerdicts } from '../licenses/verdicts';
import type { Finding, FindingCode, Judgement, Snooze, Verdict } from '../model';
import { isDay } from '../requests/parse';
import { findingCodes } from '../rules/input';

const VERDICTS: readonly Verdict[] = ['allowed', 'conditions', 'review', 'unknown', 'denied'];

/** Reads what was kept; an entry that is none is left out. */
export function readSnoozes(kept: unknown): Snooze[] {
  return Array.isArray(kept) ? kept.flatMap((entry: unknown) => readSnooze(entry) ?? []) : [];
}

function readSnooze(entry: unknown): Snooze | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const stated = entry as Readonly<Record<string, unknown>>;
  const { package: name, until, noted, reason } = stated;
  const verdict = VERDICTS.find((each) => each === stated['verdict']);
  const code = findingCodes.find((each) => each === stated['code']);
  if (typeof name !== 'string' || name === '' || verdict === undefined) return undefined;
  if (typeof until !== 'string' || !isDay(until) || typeof noted !== 'string' || !isDay(noted))
    return undefined;
  // A finding that there is no more must not become all of them.
  if (stated['code'] !== undefined && code === undefined) return undefined;
  return {
    package: name,
    ...(code !== undefined && { code }),
    until,
    verdict,
    ...(typeof reason === 'string' && reason !== '' && { reason }),
    noted,
  };
}

/**
 * The snoozes in force for a dependency: those that silence something on it.
 *
 * @param today the day, `2026-11-23`: a snooze ends when its day begins, and when the verdict is worse than it was
 */
export function snoozesFor(judgement: Judgement, snoozes: readonly Snooze[], today: string): Snooze[] {
  const { dependency, findings } = judgement;
  return snoozes.filter(
    (snooze) =>
      snooze.package === dependency.packageName &&
      today < snooze.until &&
      !isWorse(judgement, snooze.verdict) &&
      findings.some((finding) => isSnoozed(finding, [snooze])),
  );
}

/** What is still being looked up has no verdict yet. */
function isWorse({ verdict, pending }: Judgement, than: Verdict): boolean {
  return !pending && compareVerdicts(verdict, than) > 0;
}

/** Whether one of the snoozes in force is about the finding. */
export function isSnoozed({ code }: Finding, inForce: readonly Snooze[]): boolean {
  return inForce.some((snooze) => snooze.code === undefined || snooze.code === code);
}

/** The snoozes with one more, which takes the place of the one on the same; those that are over are dropped. */
export function addSnooze(snoozes: readonly Snooze[], added: Snooze): Snooze[] {
  const others = removeSnooze(snoozes, added.package, added.code);
  return [...others.filter(({ until }) => added.noted < until), added];
}

/** The snoozes without the one on a package and, where one is named, a finding. */
export function removeSnooze(
  snoozes: readonly Snooze[],
  name: string,
  code: FindingCode | undefined,
): Snooze[] {
  return snoozes.filter((snooze) => snooze.package !== name || snooze.code !== code);
}
