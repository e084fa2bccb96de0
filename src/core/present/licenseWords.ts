import type { LicenseNote, LicenseTerm, NotSpdxState } from '../model';
import { obligationsOf, type Obligation } from '../licenses/terms';

const obligationWord: Readonly<Record<Obligation, string>> = {
  'ask-the-owner': 'a license from its owner',
  'no-commercial-use': 'no commercial use',
  'limited-use': 'use within its limits',
  'no-competing-service': 'no competing product or service',
  'no-changes': 'no changed copies',
  'source-for-network-users': 'source for network users',
  'source-of-service': 'source of the whole service',
  'source-of-whole-work': 'source of the whole work',
  'source-of-library': 'source of the library',
  'source-of-changed-files': 'source of changed files',
  relinking: 'relinking with a changed library',
  'same-license': 'same license',
  'same-license-for-changes': 'same license for changes',
  'state-changes': 'changes stated',
  'keep-notice-file': 'the NOTICE file',
  'give-credit': 'credit to the author',
  'advertising-notice': 'an acknowledgement in advertising',
  'no-endorsement': 'no endorsement by the author',
  'rename-changed': 'another name for changed copies',
  'include-notices': 'notices',
};

const stateWord: Readonly<Record<NotSpdxState, string>> = {
  missing: 'no license stated',
  empty: 'an empty license field',
  'not-a-string': 'no text in the license field',
  unlicensed: 'UNLICENSED: no rights granted to others',
  'see-file': 'a reference to a file',
  url: 'a web address',
  noassertion: 'NOASSERTION: not established',
  none: 'NONE: no license',
  'non-standard': 'a license that the source could not read',
  'free-text': 'free text',
};

const noteWord: Readonly<Record<LicenseNote, string>> = {
  'legacy-form': 'stated in a form that npm no longer uses',
  case: 'read in the official letter case',
  'licenses-array-and': 'a list without a stated relation, read as "all apply"',
  'deprecated-id': 'an id that SPDX has replaced',
};

/** What a license asks, heaviest first: "source for network users, same license, notices"; empty where unknown. */
export function asksOf(term: LicenseTerm): string {
  const asks = obligationsOf(term);
  if (asks === undefined) return '';
  return asks.length === 0 ? 'nothing' : asks.map((key) => obligationWord[key]).join(', ');
}

/** What all terms that apply ask together, each thing once. */
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
