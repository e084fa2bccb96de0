import { parse } from 'yaml';
import type { Lockfile, Parsed, ResolvedPackage } from '../model';
import { isRecord } from '../text';
import { NO_DEPENDENCIES, stringOf } from './fields';
import type { Json } from './fields';
import { folderKey } from './findInstalled';
import { readPackages } from './pnpmPackages';
import { conflictProblem, formatProblem, syntaxProblem } from './problems';
import { t } from '../present/language';

const FORMAT = 'pnpm-lock.yaml';
const BLOCKS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/**
 * Reads pnpm-lock.yaml of the versions 5, 6 and 9: what each folder's manifest gets, and the list of packages, without
 * licenses and without what packages require. Only the folders' part goes through a YAML parser: the list is a hundred
 * times as long, and pnpm writes it in a fixed form. Never throws.
 *
 * @returns problems with the codes `lockfile.conflict`, `lockfile.syntax` and `lockfile.format`
 */
export function parsePnpmLock(text: string): Parsed<Lockfile> {
  const conflict = conflictProblem(text, FORMAT);
  if (conflict !== undefined) return { value: { format: FORMAT, packages: [] }, problems: [conflict] };
  const sections = sectionsOf(text);
  if (!sections.has('lockfileVersion'))
    return { value: { format: FORMAT, packages: [] }, problems: [formatProblem(FORMAT)] };
  const packages = readPackages(sections.get('packages') ?? '');
  try {
    const resolutions = resolve(packages, importersOf(sections));
    return { value: { format: FORMAT, packages, resolutions }, problems: [] };
  } catch {
    const problem = syntaxProblem(FORMAT, t('its importers are not valid YAML'), { start: 0, end: 0 });
    return { value: { format: FORMAT, packages, resolutions: new Map() }, problems: [problem] };
  }
}

/** The text of each key of the document, by its name. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^(?=[A-Za-z]\w*:)/m);
  return new Map(parts.map((part) => [part.slice(0, Math.max(part.indexOf(':'), 0)), part]));
}

/** By folder; a lockfile of one project alone has its blocks at the root. */
function importersOf(sections: ReadonlyMap<string, string>): Json {
  const importers = sections.get('importers');
  const own = importers ?? BLOCKS.map((block) => sections.get(block) ?? '').join('');
  const root: unknown = parse(own, { logLevel: 'error' });
  if (!isRecord(root)) return {};
  if (importers === undefined) return { '.': root };
  return isRecord(root.importers) ? root.importers : {};
}

function resolve(
  packages: readonly ResolvedPackage[],
  importers: Json,
): ReadonlyMap<string, ResolvedPackage> {
  const known = new Map(packages.map((each) => [`${each.name}@${each.version}`, each]));
  const resolutions = new Map<string, ResolvedPackage>();
  for (const [folder, importer] of Object.entries(importers)) {
    if (!isRecord(importer)) continue;
    for (const block of BLOCKS)
      for (const [name, entry] of Object.entries(isRecord(importer[block]) ? importer[block] : {})) {
        const found = resolveOne(name, stringOf(isRecord(entry) ? entry.version : entry), known);
        resolutions.set(folderKey(folder === '.' ? '' : folder, name), found);
      }
  }
  return resolutions;
}

/** `5.3.0`, `5.3.0(react@18.0.0)`, `5.3.0_react@18.0.0`; `real@1.0.0` or `/real/1.0.0` for an alias; `link:../ui`. */
function resolveOne(
  installedAs: string,
  stated: string,
  known: ReadonlyMap<string, ResolvedPackage>,
): ResolvedPackage {
  const bare = stated.replace(/[(_].*$/, '');
  const alias = /^\/?((?:@[^/@]+\/)?[^/@:]+)[@/](\d[^/]*)$/.exec(bare);
  const name = alias?.[1] ?? installedAs;
  const version = alias?.[2] ?? (/^\d/.test(bare) ? bare : '');
  const link = stated.startsWith('link:');
  return known.get(`${name}@${version}`) ?? bareRecord(name, version, stated, link);
}

function bareRecord(name: string, version: string, location: string, link: boolean): ResolvedPackage {
  return {
    name,
    version,
    location,
    license: undefined,
    development: false,
    optional: false,
    link,
    dependencies: NO_DEPENDENCIES,
  };
}
