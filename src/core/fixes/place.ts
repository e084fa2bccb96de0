import { parseManifest } from '../manifests/packageJson';
import type { AlternativeChoice, Dependency, Fix, Manifest } from '../model';
import { inCatalogTitle, replaceTitle } from '../present/fixTitles';
import type { Companions } from './companions';
import { choiceInCatalog, openCatalog, rangeInCatalog } from './inCatalog';
import type { OpenCatalog } from './inCatalog';
import { replaceBy } from './replace';
import { rewriteRange } from './rewriteEntry';

/** Where an entry stands, and the catalog that its range stands in. */
export interface Place {
  readonly text: string;
  readonly manifest: Manifest;
  /** As it stands in the text. */
  readonly entry: Dependency;
  /** As it was judged, with the meaning that the catalog gives it. */
  readonly judged: Dependency;
  readonly catalog: OpenCatalog | undefined;
}

/** `undefined` where the entry no longer stands as it was judged, or its catalog cannot be edited. */
export function placeOf(judged: Dependency, text: string, companions: Companions): Place | undefined {
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

export type Change = Omit<Fix, 'preferred'>;

/** Whether other manifests get another range by it: nothing to do without a look. */
export function reachesOthers({ edits, elsewhere }: Change, { catalog }: Place): boolean {
  return catalog?.shared === true && elsewhere !== undefined && edits.length === 0;
}

/** Another range for the dependency: in its entry, or in the catalog that the entry names. */
export function rangeChange(
  { text, entry, judged, catalog }: Place,
  range: string,
): Pick<Fix, 'edits' | 'elsewhere'> {
  if (catalog === undefined) return { edits: rewriteRange(text, entry, entry.packageName, range) };
  return { edits: [], elsewhere: [rangeInCatalog(catalog, judged.packageName, range)] };
}

/**
 * Gives a dependency another range.
 *
 * @returns `undefined` where its entry no longer stands as it was judged
 */
export function useRange(
  dependency: Dependency,
  range: string,
  text: string,
  companions: Companions,
): Pick<Fix, 'edits' | 'elsewhere'> | undefined {
  const place = placeOf(dependency, text, companions);
  return place && rangeChange(place, range);
}

/** Another package in the place of the dependency. */
export function replacement(place: Place, choice: AlternativeChoice): Change {
  const { text, manifest, entry, catalog } = place;
  const kind = 'replace-by-alternative';
  if (catalog !== undefined) return { ...replacementInCatalog(place, catalog, choice), kind };
  const { title, edits } = replaceBy(text, manifest, entry, choice);
  return { title, edits, kind, replacement: choice.name };
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
