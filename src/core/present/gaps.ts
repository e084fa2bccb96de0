import type { Gap, Origin, SourceId } from '../model';
import { listing } from './language';
import { clip, day, distinct } from './plain';

export const sourceNames: Readonly<Record<SourceId, string>> = {
  lockfile: 'the lockfile',
  installed: 'the installed package',
  'license-file': 'the license file',
  snapshot: 'the built-in snapshot',
  mirror: 'the mirror',
  npm: 'the npm registry',
  'deps.dev': 'deps.dev',
  scorecard: 'the Scorecard service',
  osv: 'OSV',
  policy: 'the policy',
};

/** `package-lock.json, 2026-11-23`; of a license file also how close its text is to the license's. */
export function originText(origin: Origin): string {
  const alike =
    origin.similarity === undefined ? '' : ` (${Math.floor(origin.similarity * 100)}% like the SPDX text)`;
  return `${clip(origin.label, 120)}${alike}, ${day(origin.date)}`;
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
  const looked = distinct([...asked.map((origin) => clip(origin.label, 120)), ...silent]);
  const found = looked.length === 0 ? 'no license is known' : `no license found in ${listing(looked, 'or')}`;
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
  if (gap.why === 'not-found') return `nothing found in ${listing(sources, 'or')}`;
  const detail = detailOf(gap);
  return `${listing(sources, 'and')} ${whyPhrase(gap, sources.length > 1)}${detail && ` (${clip(detail, 80)})`}`;
}

/** That the time was over needs no detail. */
function detailOf({ why, detail = '' }: Gap): string {
  return why === 'time-out' ? '' : detail;
}

function whyPhrase(gap: Gap, plural: boolean): string {
  switch (gap.why) {
    case 'not-found':
      return 'found nothing';
    case 'offline':
      return `${plural ? 'were' : 'was'} not asked: offline`;
    case 'private':
      return `${plural ? 'were' : 'was'} not asked: the package is private`;
    case 'unreachable':
      return 'could not be reached';
    case 'time-out':
      return 'did not answer in time';
    case 'rate-limited':
      return `${plural ? 'are' : 'is'} refusing more questions for now`;
    case 'bad-answer':
      return `gave ${plural ? 'answers' : 'an answer'} that could not be read`;
    case 'no-repository':
      return `${plural ? 'know' : 'knows'} no source repository`;
    case 'unsupported':
      return 'cannot tell';
  }
}
