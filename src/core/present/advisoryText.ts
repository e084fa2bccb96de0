import type { Advisory } from '../model';
import { plural, t, worded } from './language';
import { clip } from './plain';

const SHOWN = 5;

const severityWord = worded<NonNullable<Advisory['severity']>>({
  critical: () => t('critical'),
  high: () => t('high'),
  moderate: () => t('moderate'),
  low: () => t('low'),
});

/** `GHSA-… (high): Prototype pollution`, the first ones each, and how many more there are. */
export function advisoryLines(advisories: readonly Advisory[]): string[] {
  const more = advisories.length - SHOWN;
  return [
    ...advisories.slice(0, SHOWN).map(advisoryText),
    ...(more > 0 ? [plural(more, 'and {0} more', 'and {0} more')] : []),
  ];
}

function advisoryText({ id, summary, severity }: Advisory): string {
  const name = clip(id, 60);
  const subject = severity === undefined ? name : `${name} (${severityWord[severity]})`;
  return summary === '' ? subject : `${subject}: ${clip(summary, 160)}`;
}
