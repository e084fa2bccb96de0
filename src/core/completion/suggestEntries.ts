import { catalogPlaceAt } from './catalogPlace';
import { entryPlaceAt } from './place';
import { suggestNames } from './suggestNames';
import type { EntrySuggestion, SuggestInput } from './suggestNames';
import { suggestRanges } from './suggestRanges';

/**
 * What may stand at `offset` of a package.json, or of the file that states a workspace's catalogs: packages or ranges, in the order in which they are to be offered. Uses
 * what is known and asks nobody: a name that is being typed may be a private one. Never throws.
 */
export function suggestEntries(input: SuggestInput, offset: number): EntrySuggestion[] {
  const place =
    input.syntax === 'yaml' ? catalogPlaceAt(input.text, offset) : entryPlaceAt(input.text, offset);
  if (place === undefined) return [];
  return place.slot === 'name' ? suggestNames(input, place) : suggestRanges(input, place);
}
