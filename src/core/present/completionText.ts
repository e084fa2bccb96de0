import type { EntrySuggestion } from '../completion/suggestNames';
import type { Verdict } from '../model';
import { listing, t } from './language';
import { clip, sentence } from './plain';
import { reasonText } from './reasons';
import { verdictTitle } from './words';

/** What stands at the end of a suggestion's line: `approved`, `MIT`, `denied: AGPL-3.0-or-later`. */
export function suggestionMark(suggestion: EntrySuggestion): string {
  const { approved, verdict } = suggestion;
  const license = licenseOf(suggestion);
  if (approved !== undefined && isGood(verdict)) return t('approved');
  if (isGood(verdict) && license !== undefined) return license;
  const word = verdictTitle[verdict].toLowerCase();
  return decidedByLicense(suggestion) && license !== undefined ? t('{0}: {1}', word, license) : word;
}

/** The one line about a suggestion: `OSPO Lens: approved for HTTP client`. */
export function suggestionDetail(suggestion: EntrySuggestion): string {
  const { approved, verdict } = suggestion;
  if (approved === undefined || !isGood(verdict)) return t('OSPO Lens: {0}', verdictText(suggestion));
  const purposes = approved.needs.map((need) => clip(need, 80));
  const instead = approved.replaces.map((name) => clip(name, 214));
  if (purposes.length > 0) return t('OSPO Lens: approved for {0}', listing(purposes, 'and'));
  if (instead.length > 0) return t('OSPO Lens: approved instead of {0}', listing(instead, 'or'));
  return t('OSPO Lens: approved');
}

/** Why it is offered, and what speaks against it: plain text, a paragraph each. */
export function suggestionText({ approved, judgement, instead, verdict }: EntrySuggestion): string {
  const { choice } = approved ?? {};
  const listed = [choice?.reason, choice?.notes].filter((text) => text !== undefined);
  const isListed = approved !== undefined && judgement.verdict === 'unknown';
  const reasons = isListed ? [] : judgement.reasons.map(reasonText);
  const told = judgement.reasons.flatMap((reason) =>
    reason.rule === 'package' ? reason.packageRule.instead : [],
  );
  const untold = instead.filter((name) => !told.includes(name)).map((name) => clip(name, 214));
  const other = untold.length === 0 || isGood(verdict) ? [] : [t('Use {0} instead.', listing(untold, 'or'))];
  return [...listed.map((text) => sentence(clip(text, 300))), ...reasons, ...other].join('\n\n');
}

/** `allowed, MIT`; of what is stopped by its name, the license says nothing. */
function verdictText(suggestion: EntrySuggestion): string {
  const word = verdictTitle[suggestion.verdict].toLowerCase();
  const license = licenseOf(suggestion);
  return license !== undefined && decidedByLicense(suggestion) ? t('{0}, {1}', word, license) : word;
}

function decidedByLicense({ judgement: { reasons } }: EntrySuggestion): boolean {
  return reasons[0]?.rule === 'license' || reasons[0]?.rule === 'clarification';
}

function licenseOf({ judgement: { license } }: EntrySuggestion): string | undefined {
  return license?.kind === 'expression' ? clip(license.text, 60) : undefined;
}

function isGood(verdict: Verdict): boolean {
  return verdict === 'allowed' || verdict === 'conditions';
}
