import type { CommunitySuggestion, FindingData } from '../model';
import { listing, t } from './language';
import { clip } from './plain';
import { verdictWord } from './words';

type Community = Extract<FindingData, { code: 'alternative.community' }>;

/** `moment: the community (module-replacements) suggests dayjs. This is no approval by your organization.` */
export function communityMessage({ suggestions, catalog }: Community, packageName: string): string {
  return t(
    '{0}: the community ({1}) suggests {2}. This is no approval by your organization.',
    clip(packageName, 214),
    clip(catalog.name, 60),
    listing(suggestions.map(shortText), 'or'),
  );
}

/** The label under which suggestions stand: never mistaken for the organization's list. */
export function communityLabel({ catalog }: Community): string {
  return t(
    "Community suggestion ({0} {1}), not your organization's",
    clip(catalog.name, 60),
    clip(catalog.version, 20),
  );
}

/** Each suggestion as a line. */
export function communityLines({ suggestions }: Community): string[] {
  return suggestions.map(longText);
}

/** The lines of code that take the place of a package. */
export function exampleLines(suggestion: CommunitySuggestion): string[] {
  return suggestion.kind === 'code' ? suggestion.example.split('\n').map((line) => clip(line, 160)) : [];
}

function shortText(suggestion: CommunitySuggestion): string {
  switch (suggestion.kind) {
    case 'package':
      return clip(suggestion.name, 214);
    case 'native':
      return nativeText(suggestion);
    case 'code':
      return t('a few lines of code');
    case 'removal':
      return t('to do without it');
  }
}

function longText(suggestion: CommunitySuggestion): string {
  switch (suggestion.kind) {
    case 'package':
      return packageText(suggestion);
    case 'native':
      return suggestion.note === undefined
        ? t('the platform does this: {0}', nativeText(suggestion))
        : t('the platform does this: {0}. {1}', nativeText(suggestion), plainCode(suggestion.note));
    case 'code':
    case 'removal':
      return plainCode(suggestion.what);
  }
}

function nativeText({ what, node }: Extract<CommunitySuggestion, { kind: 'native' }>): string {
  const name = clip(what, 100);
  return node === undefined ? name : t('{0} (Node.js {1} or later)', name, shortVersion(node));
}

function packageText(suggestion: Extract<CommunitySuggestion, { kind: 'package' }>): string {
  const { name, version, license, verdict } = suggestion;
  const subject = clip(version === undefined ? name : `${name} ${version}`, 240);
  if (license !== undefined) return t('{0}, {1}: {2}', subject, clip(license, 80), verdictWord[verdict]);
  return verdict === 'allowed' || verdict === 'conditions'
    ? t('{0}: {1}', subject, verdictWord[verdict])
    : t('{0}: its license was not looked up', subject);
}

/** `18.0.0` is what people call 18. */
function shortVersion(version: string): string {
  return clip(version, 20).replace(/(\.0)+$/, '');
}

/** Backticks mean nothing in plain text. */
function plainCode(text: string): string {
  return clip(text.replaceAll('`', ''), 300);
}
