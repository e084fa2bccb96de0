import type { FactKind, Gap, Origin, SourceId } from '../model';
import { listing, plural, t, translated, worded } from './language';
import { clip, day, distinct } from './plain';

export const sourceNames = worded<SourceId>({
  lockfile: () => t('the lockfile'),
  installed: () => t('the installed package'),
  'license-file': () => t('the license file'),
  snapshot: () => t('the built-in snapshot'),
  monitor: () => t('the Scorecard history'),
  mirror: () => t('the mirror'),
  npm: () => t('the npm registry'),
  'deps.dev': () => 'deps.dev',
  scorecard: () => t('the Scorecard service'),
  osv: () => 'OSV',
  policy: () => t('the policy'),
});

/** What can be established, as words of a list. */
export const factNames = worded<FactKind>({
  version: () => t('version'),
  license: () => t('license'),
  repository: () => t('repository'),
  scorecard: () => t('scorecard'),
  history: () => t('Scorecard history'),
  deprecation: () => t('deprecation'),
  advisories: () => t('advisories'),
});

/** `package-lock.json, 2026-11-23`; of a license file also how close its text is to the license's. */
export function originText(origin: Origin): string {
  const label = clip(translated(origin.label), 120);
  if (origin.similarity === undefined) return `${label}, ${day(origin.date)}`;
  const alike = Math.floor(origin.similarity * 100);
  return t('{0} ({1}% like the SPDX text), {2}', label, alike, day(origin.date));
}

/** What was not established and why, without a full stop: `deps.dev was not asked: offline`. */
export function gapText(gap: Gap): string {
  return gapPhrase([sourceNames[gap.source]], gap);
}

/**
 * Why no license is known, as phrases, those with the same cause together: `no license found in package-lock.json or
 * the npm registry`, `deps.dev was not asked: offline`. What was looked at in vain comes first.
 *
 * @param asked the sources that were read and state none.
 */
export function missingLicense(gaps: readonly Gap[], asked: readonly Origin[]): string[] {
  const silent = gaps.filter((gap) => gap.why === 'not-found').map((gap) => sourceNames[gap.source]);
  const looked = distinct([...asked.map((origin) => clip(translated(origin.label), 120)), ...silent]);
  const found =
    looked.length === 0 ? t('no license is known') : t('no license found in {0}', listing(looked, 'or'));
  return [found, ...gapPhrases(gaps.filter((gap) => gap.why !== 'not-found'))];
}

/** Gaps as phrases, sources with the same cause together: `deps.dev and OSV were not asked: offline`. */
export function gapPhrases(gaps: readonly Gap[]): string[] {
  const groups = new Map<string, [Gap, ...Gap[]]>();
  for (const gap of gaps) {
    const key = `${gap.why}|${detailOf(gap)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [gap]);
    else group.push(gap);
  }
  return [...groups.values()].map((group) =>
    gapPhrase(distinct(group.map(({ source }) => sourceNames[source])), group[0]),
  );
}

function gapPhrase(sources: readonly string[], gap: Gap): string {
  if (gap.why === 'not-found') return t('nothing found in {0}', listing(sources, 'or'));
  const words = whyPhrase(gap.why, listing(sources, 'and'), sources.length);
  const detail = clip(translated(detailOf(gap)), 160);
  return detail === '' ? words : `${words} (${detail})`;
}

/** That the time was over needs no detail. */
function detailOf({ why, detail = '' }: Gap): string {
  return why === 'time-out' ? '' : detail;
}

function whyPhrase(why: Exclude<Gap['why'], 'not-found'>, sources: string, amount: number): string {
  switch (why) {
    case 'offline':
      return plural(amount, '{1} was not asked: offline', '{1} were not asked: offline', sources);
    case 'private':
      return plural(
        amount,
        '{1} was not asked: the package is private',
        '{1} were not asked: the package is private',
        sources,
      );
    case 'unreachable':
      return t('{0} could not be reached', sources);
    case 'time-out':
      return t('{0} did not answer in time', sources);
    case 'rate-limited':
      return plural(
        amount,
        '{1} is refusing more questions for now',
        '{1} are refusing more questions for now',
        sources,
      );
    case 'bad-answer':
      return plural(
        amount,
        '{1} gave an answer that could not be read',
        '{1} gave answers that could not be read',
        sources,
      );
    case 'unreadable':
      return t('{0} could not be read', sources);
    case 'no-repository':
      return plural(amount, '{1} knows no source repository', '{1} know no source repository', sources);
    case 'unsupported':
      return t('{0} cannot tell', sources);
  }
}
