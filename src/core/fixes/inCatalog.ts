import type { CatalogEntry } from '../manifests/catalogEntry';
import { catalogEntries } from '../manifests/catalogs';
import type { AlternativeChoice, CatalogPlace, Dependency, FileEdits } from '../model';
import { addCatalogEntry, renameCatalogEntry, setCatalogRange } from './catalogEdits';
import type { Companions } from './companions';

/** The catalog that an entry takes its range from, as its file stands now. */
export interface OpenCatalog {
  readonly place: CatalogPlace;
  readonly text: string;
  /** All of the catalog. */
  readonly entries: readonly CatalogEntry[];
  /** The entry that the manifest's one stands for. */
  readonly entry: CatalogEntry;
  /** Whether other manifests take their range from it. */
  readonly shared: boolean;
}

/** `undefined` where its file is not there, no longer lists the dependency, or cannot be edited at that place. */
export function openCatalog(dependency: Dependency, companions: Companions): OpenCatalog | undefined {
  const place = dependency.catalog;
  const text = place === undefined ? undefined : companions.textOf(place.file);
  if (place === undefined || text === undefined) return undefined;
  const all = catalogEntries(place.file, text);
  const entries = all.filter(({ catalog }) => catalog === place.name);
  const entry = entries.findLast(({ name }) => name === dependency.name);
  if (entry?.editable !== true) return undefined;
  return { place, text, entries, entry, shared: companions.isShared(dependency) || isOverride(text, entry) };
}

/** pnpm's overrides may name a catalog, too: `moment: 'catalog:'`. */
function isOverride(text: string, { name }: CatalogEntry): boolean {
  return text.split(/[\r\n,{}]+/).some((line) => line.includes(name) && /:\s*['"]?catalog:/.test(line));
}

/** Another range for the entry, and with it for every manifest that names it. */
export function rangeInCatalog(
  { place, text, entry }: OpenCatalog,
  packageName: string,
  range: string,
): FileEdits {
  const value = packageName === entry.name ? range : `npm:${packageName}@${range}`;
  return { file: place.file, edits: setCatalogRange(text, entry, value) };
}

/**
 * Lists the alternative in the catalog: in the place of the old entry, or beside it where others still need that one. A
 * range that is listed already stays.
 */
export function choiceInCatalog(
  { place, text, entries, entry, shared }: OpenCatalog,
  choice: AlternativeChoice,
): FileEdits | undefined {
  if (entries.some(({ name }) => name === choice.name)) return undefined;
  const change = shared
    ? addCatalogEntry(text, entries, entry, choice.name, choice.range)
    : renameCatalogEntry(text, entry, choice.name, choice.range);
  return { file: place.file, edits: change };
}
