import type { Catalogs, Dependency, Manifest } from '../model';
import type { CatalogEntry } from './catalogEntry';
import { catalogEntriesOfJson } from './catalogJson';
import { catalogEntriesOfYaml } from './catalogYaml';
import { classifySpecifier } from './specifier';

/**
 * The entries of the catalogs that a file states: `pnpm-workspace.yaml` (`catalog`, `catalogs`), `.yarnrc.yml` (the same,
 * since Yarn 4.10) or a `package.json` (bun: the same at its root or in `workspaces`). Never throws.
 *
 * @param file its name or path, by which the format is known
 */
export function catalogEntries(file: string, text: string): readonly CatalogEntry[] {
  return file.endsWith('.json') ? catalogEntriesOfJson(text) : catalogEntriesOfYaml(text);
}

/** The catalogs of a file; `undefined` where it states none. */
export function parseCatalogs(file: string, text: string): Catalogs | undefined {
  if (!/\bcatalogs?["']?\s*:/.test(text)) return undefined;
  const ranges = new Map<string, Map<string, string>>();
  for (const { catalog, name, value } of catalogEntries(file, text)) {
    const known = ranges.get(catalog) ?? new Map<string, string>();
    ranges.set(catalog, known.set(name, value));
  }
  return ranges.size === 0 ? undefined : { file, ranges };
}

/**
 * Gives each entry that names a catalog the meaning of the range that the catalog states, so that it is judged like any
 * other. Its text and offsets stay; where the catalog does not list it, all stays.
 */
export function resolveCatalogs(manifest: Manifest, catalogs: Catalogs | undefined): Manifest {
  if (catalogs === undefined) return manifest;
  if (!manifest.dependencies.some(({ specifier }) => specifier.kind === 'catalog')) return manifest;
  return { ...manifest, dependencies: manifest.dependencies.map((each) => resolveOne(each, catalogs)) };
}

function resolveOne(dependency: Dependency, { file, ranges }: Catalogs): Dependency {
  if (dependency.specifier.kind !== 'catalog') return dependency;
  const { name } = dependency;
  const catalog = dependency.specifier.catalog;
  const value = ranges.get(catalog)?.get(name);
  const specifier = value === undefined ? undefined : classifySpecifier(name, value);
  if (specifier === undefined || specifier.kind === 'catalog') return dependency;
  const packageName = specifier.kind === 'registry' ? specifier.name : name;
  return { ...dependency, specifier, packageName, catalog: { name: catalog, file } };
}
