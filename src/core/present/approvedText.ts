import type { ApprovedPackage } from '../completion/approved';
import type { AlternativeChoice } from '../model';
import { listing, t } from './language';
import { clip, quote, sentence } from './plain';

/** What an approved package is for: `HTTP client`, `HTTP client, instead of request`. */
export function purposeText({ needs, replaces }: Pick<ApprovedPackage, 'needs' | 'replaces'>): string {
  const listed = needs.map((need) => clip(need, 80));
  const names = replaces.map((name) => clip(name, 214));
  const instead = names.length === 0 ? [] : [t('instead of {0}', listing(names, 'or'))];
  return [...listed, ...instead].join(', ');
}

/** Why it was chosen and what to know, in the organization's words. */
export function adviceText({ reason, notes }: AlternativeChoice): string {
  return [reason, notes]
    .filter((text) => text !== undefined)
    .map((text) => sentence(clip(text, 300)))
    .join(' ');
}

/** An approved package as a screen reader says it. */
export function approvedLabel(choice: AlternativeChoice, need: string): string {
  const head = t('{0} {1}, approved for {2}', clip(choice.name, 214), clip(choice.range, 60), clip(need, 80));
  const advice = adviceText(choice);
  return advice === '' ? head : `${head}. ${advice}`;
}

/** What a search of the approved packages says of itself. */
export const approvedSearch = {
  get title() {
    return t('Find an approved package');
  },
  get placeholder() {
    return t('A name, a need such as "http", or the package that you would have taken');
  },
  get nothing() {
    return t('The policy lists no approved packages.');
  },
  nothingFound: (query: string): string => t('No approved package fits {0}.', quote(query, 60)),
  get noGuide() {
    return t('The policy names no migration guide.');
  },
  get guide() {
    return t('Open the migration guide');
  },
  get details() {
    return t('Show the reason');
  },
  get whichManifest() {
    return t('Add it to which package.json?');
  },
} as const;
