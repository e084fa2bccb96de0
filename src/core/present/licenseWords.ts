import type { LicenseNote, LicenseTerm, NotSpdxState, TermDecision } from '../model';
import { categorySourceOf, type CategorySource } from '../licenses/categories';
import { obligationsOf, type Obligation } from '../licenses/terms';
import { t, worded } from './language';
import { categoryWord } from './words';

const obligationWord = worded<Obligation>({
  'ask-the-owner': () => t('a license from its owner'),
  'no-commercial-use': () => t('no commercial use'),
  'limited-use': () => t('use within its limits'),
  'no-competing-service': () => t('no competing product or service'),
  'no-changes': () => t('no changed copies'),
  'source-for-network-users': () => t('source for network users'),
  'source-of-service': () => t('source of the whole service'),
  'source-of-whole-work': () => t('source of the whole work'),
  'source-of-library': () => t('source of the library'),
  'source-of-changed-files': () => t('source of changed files'),
  relinking: () => t('relinking with a changed library'),
  'same-license': () => t('same license'),
  'same-license-for-changes': () => t('same license for changes'),
  'state-changes': () => t('changes stated'),
  'keep-notice-file': () => t('the NOTICE file'),
  'give-credit': () => t('credit to the author'),
  'advertising-notice': () => t('an acknowledgement in advertising'),
  'no-endorsement': () => t('no endorsement by the author'),
  'rename-changed': () => t('another name for changed copies'),
  'include-notices': () => t('notices'),
});

const stateWord = worded<NotSpdxState>({
  missing: () => t('no license stated'),
  empty: () => t('an empty license field'),
  'not-a-string': () => t('no text in the license field'),
  unlicensed: () => t('UNLICENSED: no rights granted to others'),
  'see-file': () => t('a reference to a file'),
  url: () => t('a web address'),
  noassertion: () => t('NOASSERTION: not established'),
  none: () => t('NONE: no license'),
  'non-standard': () => t('a license that the source could not read'),
  'free-text': () => t('free text'),
});

const noteWord = worded<LicenseNote>({
  'legacy-form': () => t('stated in a form that npm no longer uses'),
  case: () => t('read in the official letter case'),
  'licenses-array-and': () => t('a list without a stated relation, read as "all apply"'),
  'deprecated-id': () => t('an id that SPDX has replaced'),
});

/** Who says that a license is of its category; in full: `sources` of data/categories.json. */
const sourceWord = worded<CategorySource>({
  'blue-oak': () => t('as the Blue Oak Council rates it'),
  family: () => t('as its whole family of licenses'),
  read: () => t('read from its text by engineers, checked by no lawyer'),
  stricter: () => t('stricter than the Blue Oak Council rates it, for what its text asks'),
  unread: () => t('newer than our list of texts, placed by what is known of it'),
});

/** "network copyleft, as its whole family of licenses"; empty where the category is not known. */
export function categoryText({ category, term, version }: TermDecision): string {
  if (category === undefined) return '';
  const source = categorySourceOf((version ?? term).id);
  return source === undefined ? categoryWord[category] : `${categoryWord[category]}, ${sourceWord[source]}`;
}

/** What all terms that apply ask together, each thing once: "source for network users, same license, notices". */
export function asksOfAll(terms: readonly LicenseTerm[]): string {
  const keys = new Set(terms.flatMap((term) => obligationsOf(term) ?? []));
  return (Object.keys(obligationWord) as Obligation[])
    .filter((key) => keys.has(key))
    .map((key) => obligationWord[key])
    .join(', ');
}

/** What stands where an SPDX expression should: "free text", "a reference to a file". */
export function notSpdxWord(state: NotSpdxState): string {
  return stateWord[state];
}

/** What had to be read into a license field. */
export function licenseNoteWord(note: LicenseNote): string {
  return noteWord[note];
}
