import type { AlternativeChoice, Finding, Fix, Judgement, Policy } from '../model';
import { inCatalogTitle, rangeTitle, suggestedTitle } from '../present/fixTitles';
import { broughtFixes } from './broughtFixes';
import { choicesFor } from './choices';
import type { Companions } from './companions';
import { noCompanions } from './companions';
import type { LastRange } from './lastRange';
import { lastRangeFor } from './lastRange';
import { placeOf, rangeChange, reachesOthers, replacement } from './place';
import type { Change, Place } from './place';
import { suggestedChoices } from './suggestions';

/**
 * The changes that resolve a finding, in the order to offer them: replace by what the policy approves, then use the
 * last range that it allows. Of a package that the dependency brings: what is known to end the finding, see
 * `core/ways`. Reads codes and typed data, never a message.
 *
 * @param manifestText the text that was judged; where the entry no longer stands as the finding says, there is no fix
 * @param companions where ranges stand that the manifest takes from a catalog; without them such entries have no fix
 * @returns edits into `manifestText` and into the file of a catalog; none for entries that come from elsewhere
 *   (`workspace:`, git, archives, folders)
 */
export function fixesFor(
  finding: Finding,
  judgement: Judgement,
  policy: Policy,
  manifestText: string,
  companions: Companions = noCompanions,
): Fix[] {
  if (finding.via !== undefined) return broughtFixes(finding, manifestText, companions);
  const { kind } = finding.dependency.specifier;
  if (kind !== 'registry' && kind !== 'invalid') return [];
  const choices = choicesFor(finding, judgement, policy);
  const last = lastRangeFor(finding, judgement);
  const suggestions = suggestedChoices(finding);
  if (choices.length === 0 && suggestions.length === 0 && last === undefined) return [];
  const place = placeOf(finding.dependency, manifestText, companions);
  if (place === undefined) return [];

  const rangeIsSafe = last?.keepsVersion === true;
  const onlyOne = choices.length === 1 && last === undefined;
  const replacements = choices.map((choice, index): Fix => {
    const change = replacement(place, choice);
    const preferred = index === 0 && !rangeIsSafe && (choice.dropIn || onlyOne);
    const safe = choice.dropIn && !reachesOthers(change, place);
    return { ...change, preferred: preferred && !reachesOthers(change, place), ...(safe && { safe }) };
  });
  const suggested = suggestions.map((choice) => suggestion(place, choice));
  if (last === undefined) return [...replacements, ...suggested];
  const change = lastRangeFix(place, last);
  const safe = rangeIsSafe && !reachesOthers(change, place);
  return [...replacements, { ...change, preferred: safe, ...(safe && { safe }) }];
}

/** Done like a replacement, and never taken for one that the organization approved. */
function suggestion(place: Place, choice: AlternativeChoice): Fix {
  const { title, edits, elsewhere } = replacement(place, choice);
  const shared = { title: suggestedTitle(title), edits, preferred: false };
  return { ...shared, kind: 'replace-by-suggestion', ...(elsewhere && { elsewhere }) };
}

function lastRangeFix(place: Place, last: LastRange): Change {
  const { catalog } = place;
  const title = rangeTitle(last.range, last.license);
  const kind = 'use-last-allowed-range';
  const change = rangeChange(place, last.range);
  return { title: catalog === undefined ? title : inCatalogTitle(title, catalog), kind, ...change };
}
