import type { FindingCode, Snooze } from '../model';
import { plural, t } from './language';
import { clip, day } from './plain';
import { titleOf } from './words';

/** `snoozed until 2026-12-01`: behind an entry of a list. */
export function snoozeMark(snoozes: readonly Snooze[]): string | undefined {
  const [first] = untils(snoozes);
  return first === undefined ? undefined : t('snoozed until {0}', day(first));
}

/** `Snoozed until 2026-12-01: Waiting for the vendor.`; of one finding, which. */
export function snoozeText({ code, until, reason }: Snooze): string {
  const what =
    code === undefined
      ? t('Snoozed until {0}', day(until))
      : t('Snoozed until {0} ({1})', day(until), titleOf(code));
  return reason === undefined ? `${what}.` : `${what}: ${clip(reason, 200)}`;
}

function untils(snoozes: readonly Snooze[]): string[] {
  return snoozes.map(({ until }) => until).sort();
}

/** What is said about how much is told. */
export const noiseWords = {
  quiet: (on: boolean): string =>
    on
      ? t('Quiet: OSPO Lens draws nothing into texts. Status bar and views still tell.')
      : t('OSPO Lens draws into texts again.'),
  get isQuiet() {
    return t('Quiet: nothing is drawn into texts.');
  },
  snoozedAmount: (amount: number): string =>
    plural(amount, '{0} dependency snoozed.', '{0} dependencies snoozed.'),
  action: (name: string): string => t('Snooze {0} …', clip(name, 214)),
  what: (name: string): string => t('What about {0} is to be silent?', clip(name, 214)),
  get everything() {
    return t('Everything on this package');
  },
  until: (name: string): string => t('Until when is {0} to be silent?', clip(name, 214)),
  get tomorrow() {
    return t('Until tomorrow');
  },
  get week() {
    return t('For a week');
  },
  get month() {
    return t('For a month');
  },
  get otherDay() {
    return t('Until another day …');
  },
  get whichDay() {
    return t('A day after today, such as 2027-01-31.');
  },
  get reason() {
    return t('Why? Only you see it; empty for no reason.');
  },
  snoozed: (name: string, until: string): string =>
    t('{0} is silent until {1}, or until its verdict gets worse.', clip(name, 214), day(until)),
  nothing: (name: string): string =>
    t('Nothing is told of {0}: there is nothing to snooze.', clip(name, 214)),
  get none() {
    return t('Nothing is snoozed.');
  },
  get which() {
    return t('What is to be told again?');
  },
  woken: (name: string): string => t('{0} is told of again.', clip(name, 214)),
  finding: (code: FindingCode): string => titleOf(code),
} as const;
