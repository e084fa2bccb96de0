import { parseManifest } from '../manifests/packageJson';
import type { AlternativeChoice, Dependency, Finding, Fix, Judgement, Manifest, Policy } from '../model';
import { inCatalogTitle, rangeTitle, replaceTitle, suggestedTitle } from '../present/fixTitles';
import { choicesFor } from './choices';
import type { Companions } from './companions';
import { noCompanions } from './companions';
import { choiceInCatalog, openCatalog, rangeInCatalog } from './inCatalog';
import type { OpenCatalog } from './inCatalog';
import type { LastRange } from './lastRange';
import { lastRangeFor } from './lastRange';
import { replaceBy } from './replace';
import { rewriteRange } from './rewriteEntry';
import { suggestedChoices } from './suggestions';

/**
 * The changes that resolve a finding, in the order to offer them: replace by what the policy approves, then use the
 * last range that it allows. Reads codes and typed data, never a message.
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
  // Another package in the place of the dependency is no answer to what one that it brings is.
  if (finding.via !== undefined) return [];
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

/** Where an entry stands, and the catalog that its range stands in. */
interface Place {
  readonly text: string;
  readonly manifest: Manifest;
  /** As it stands in the text. */
  readonly entry: Dependency;
  /** As it was judged, with the meaning that the catalog gives it. */
  readonly judged: Dependency;
  readonly catalog: OpenCatalog | undefined;
}

function placeOf(judged: Dependency, text: string, companions: Companions): Place | undefined {
  const { value: manifest } = parseManifest(text);
  const entry = manifest.dependencies.find((each) => isSame(each, judged));
  const catalog = openCatalog(judged, companions);
  if (entry === undefined || (judged.catalog !== undefined && catalog === undefined)) return undefined;
  return { text, manifest, entry, judged, catalog };
}

function isSame(entry: Dependency, judged: Dependency): boolean {
  return (
    entry.name === judged.name &&
    entry.range === judged.range &&
    entry.scope === judged.scope &&
    entry.entrySpan.start === judged.entrySpan.start
  );
}

type Change = Omit<Fix, 'preferred'>;

/** Whether other manifests get another range by it: nothing to do without a look. */
function reachesOthers({ edits, elsewhere }: Change, { catalog }: Place): boolean {
  return catalog?.shared === true && elsewhere !== undefined && edits.length === 0;
}

function replacement(place: Place, choice: AlternativeChoice): Change {
  const { text, manifest, entry, catalog } = place;
  const kind = 'replace-by-alternative';
  if (catalog !== undefined) return { ...replacementInCatalog(place, catalog, choice), kind };
  const { title, edits } = replaceBy(text, manifest, entry, choice);
  return { title, edits, kind, replacement: choice.name };
}

/** Done like a replacement, and never taken for one that the organization approved. */
function suggestion(place: Place, choice: AlternativeChoice): Fix {
  const { title, edits, elsewhere } = replacement(place, choice);
  const shared = { title: suggestedTitle(title), edits, preferred: false };
  return { ...shared, kind: 'replace-by-suggestion', ...(elsewhere && { elsewhere }) };
}

function replacementInCatalog(
  { text, manifest, entry, judged }: Place,
  catalog: OpenCatalog,
  choice: AlternativeChoice,
): Omit<Change, 'kind'> {
  const replacement = choice.name;
  // The code imports the name of an alias: it stays, and what the catalog gives for it changes.
  if (judged.packageName !== judged.name) {
    const alias = rangeInCatalog(catalog, choice.name, choice.range);
    const title = replaceTitle(judged, choice, { movedFrom: [], types: [] });
    return { title: inCatalogTitle(title, catalog), edits: [], elsewhere: [alias], replacement };
  }
  const { title, edits, writes } = replaceBy(text, manifest, entry, choice, entry.range);
  const listed = writes ? choiceInCatalog(catalog, choice) : undefined;
  return listed === undefined
    ? { title, edits, replacement }
    : {
        title: inCatalogTitle(title, { ...catalog, shared: false }),
        edits,
        elsewhere: [listed],
        replacement,
      };
}

function lastRangeFix({ text, entry, judged, catalog }: Place, last: LastRange): Change {
  const title = rangeTitle(last.range, last.license);
  const kind = 'use-last-allowed-range';
  if (catalog === undefined)
    return { title, kind, edits: rewriteRange(text, entry, entry.packageName, last.range) };
  const elsewhere = [rangeInCatalog(catalog, judged.packageName, last.range)];
  return { title: inCatalogTitle(title, catalog), kind, edits: [], elsewhere };
}
