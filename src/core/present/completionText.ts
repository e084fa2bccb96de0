import type { EntrySuggestion } from '../completion/suggestNames';
import type { Verdict } from '../model';
import { clip, listing, sentence } from './plain';
import { reasonText } from './reasons';
import { verdictTitle } from './words';

/** What stands at the end of a suggestion's line: `approved`, `MIT`, `denied: AGPL-3.0-or-later`. */
export function suggestionMark(suggestion: EntrySuggestion): string {
  const { approved, verdict } = suggestion;
  const license = licenseOf(suggestion);
  if (approved !== undefined && isGood(verdict)) return 'approved';
  if (isGood(verdict) && license !== undefined) return license;
  const word = verdictTitle[verdict].toLowerCase();
  return decidedByLicense(suggestion) && license !== undefined ? `${word}: ${license}` : word;
}

/** The one line about a suggestion: `OSPO Lens: approved for HTTP client`. */
export function suggestionDetail(suggestion: EntrySuggestion): string {
  const { approved, verdict } = suggestion;
  if (approved === undefined || !isGood(verdict)) return `OSPO Lens: ${verdictText(suggestion)}`;
  const purposes = approved.needs.map((need) => clip(need, 80));
  const instead = approved.replaces.map((name) => clip(name, 214));
  if (purposes.length > 0) return `OSPO Lens: approved for ${listing(purposes, 'and')}`;
  if (instead.length > 0) return `OSPO Lens: approved instead of ${listing(instead, 'or')}`;
  return 'OSPO Lens: approved';
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
  const other = untold.length === 0 || isGood(verdict) ? [] : [`Use ${listing(untold, 'or')} instead.`];
  return [...listed.map((text) => sentence(clip(text, 300))), ...reasons, ...other].join('\n\n');
}

/** `allowed, MIT`; of what is stopped by its name, the license says nothing. */
function verdictText(suggestion: EntrySuggestion): string {
  const word = verdictTitle[suggestion.verdict].toLowerCase();
  const license = licenseOf(suggestion);
  return license !== undefined && decidedByLicense(suggestion) ? `${word}, ${license}` : word;
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
