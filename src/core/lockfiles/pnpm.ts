import { parse } from 'yaml';
import type { Lockfile, Parsed, ResolvedPackage } from '../model';
import { isRecord } from '../text';
import { NO_DEPENDENCIES, stringOf } from './fields';
import type { Json } from './fields';
import { folderKey } from './findInstalled';
import { readPackages } from './pnpmPackages';
import type { PnpmSearch } from './pnpmPackages';
import { conflictProblem, duplicateProblem, formatProblem, syntaxProblem } from './problems';
import { t } from '../present/language';

const FORMAT = 'pnpm-lock.yaml';
const BLOCKS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/**
 * Reads pnpm-lock.yaml of the versions 5, 6 and 9: what each folder's manifest gets, the packages and what they
 * require. It states no licenses. Only the folders' part goes through a YAML parser: the rest is a hundred times as
 * long, and pnpm writes it in a fixed form. Never throws.
 *
 * @returns problems with the codes `lockfile.conflict`, `lockfile.syntax`, `lockfile.format` and `lockfile.duplicate-entry`
 */
export function parsePnpmLock(text: string): Parsed<Lockfile> {
  const conflict = conflictProblem(text, FORMAT);
  if (conflict !== undefined) return { value: { format: FORMAT, packages: [] }, problems: [conflict] };
  const sections = sectionsOf(text);
  if (!sections.has('lockfileVersion'))
    return { value: { format: FORMAT, packages: [] }, problems: [formatProblem(FORMAT)] };
  const { packages, find, duplicate } = readPackages(
    sections.get('packages') ?? '',
    sections.get('snapshots'),
  );
  const value: Lockfile = { format: FORMAT, packages, layout: 'locations', resolutions: new Map() };
  try {
    const problems = duplicate === undefined ? [] : [duplicateProblem(FORMAT, duplicate)];
    return { value: { ...value, ...resolve(importersOf(sections), find) }, problems };
  } catch {
    const problem = syntaxProblem(FORMAT, t('its importers are not valid YAML'), { start: 0, end: 0 });
    return { value, problems: [problem] };
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

type Resolved = Pick<Lockfile, 'resolutions' | 'requested'>;

function resolve(importers: Json, find: PnpmSearch): Resolved {
  const resolutions = new Map<string, ResolvedPackage>();
  const requested = new Map<string, readonly string[]>();
  for (const [importer, blocks] of Object.entries(importers)) {
    if (!isRecord(blocks)) continue;
    const folder = importer === '.' ? '' : importer;
    for (const [name, entry] of entriesIn(blocks)) {
      const key = folderKey(folder, name);
      resolutions.set(key, resolveOne(name, stringOf(isRecord(entry) ? entry.version : entry), find));
      const asked = isRecord(entry)
        ? entry.specifier
        : isRecord(blocks.specifiers) && blocks.specifiers[name];
      if (typeof asked === 'string') requested.set(key, [...(requested.get(key) ?? []), asked]);
    }
  }
  return { resolutions, requested };
}

function entriesIn(blocks: Json): (readonly [name: string, entry: unknown])[] {
  return BLOCKS.flatMap((block) => Object.entries(isRecord(blocks[block]) ? blocks[block] : {}));
}

/** `5.3.0`, `5.3.0(react@18.0.0)`, `5.3.0_react@18.0.0`; `real@1.0.0` or `/real/1.0.0` for an alias; `link:../ui`. */
function resolveOne(installedAs: string, stated: string, find: PnpmSearch): ResolvedPackage {
  const found = find(installedAs, stated);
  if (found !== undefined) return found;
  const bare = stated.replace(/[(_].*$/, '');
  const alias = /^\/?((?:@[^/@]+\/)?[^/@:]+)[@/](\d[^/]*)$/.exec(bare);
  const name = alias?.[1] ?? installedAs;
  const version = alias?.[2] ?? (/^\d/.test(bare) ? bare : '');
  return bareRecord(name, version, stated, stated.startsWith('link:'));
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
