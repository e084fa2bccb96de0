import type { Lockfile, Parsed, ResolvedPackage } from '../model';
import { isRecord } from '../text';
import { parseJsonLockfile } from './json';
import { flag, NO_DEPENDENCIES, rangesOf, stringOf } from './fields';
import type { Json } from './fields';
import { folderKey } from './findInstalled';
import { readVersion1 } from './npmVersion1';
import { formatProblem } from './problems';
import { t } from '../present/language';

/** The newest `lockfileVersion` that was known when this was written. */
const KNOWN_VERSION = 3;
const BLOCKS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/**
 * Reads package-lock.json or npm-shrinkwrap.json: versions 2 and 3 by their `packages`, version 1 by its tree of
 * `dependencies` (which states no licenses). Workspace folders are no packages of their own: their links are.
 * Never throws.
 *
 * @returns the installed packages, and problems with the codes `lockfile.conflict`, `lockfile.syntax`,
 *   `lockfile.format`, `lockfile.version` and `lockfile.duplicate-entry`; no packages where the text is not valid JSON.
 * Source: npm documentation, "package-lock.json".
 */
export function parsePackageLock(text: string): Parsed<Lockfile> {
  const format = 'package-lock.json';
  const { value: root, problems } = parseJsonLockfile(text, format);
  if (root === undefined) return { value: { format, packages: [] }, problems };
  const found = readPackages(root);
  if (found === undefined) return { value: { format, packages: [] }, problems: [formatProblem(format)] };
  return { value: { format, ...found }, problems: [...problems, ...versionProblems(root)] };
}

type Found = Pick<Lockfile, 'packages' | 'requested'>;

function readPackages(root: Json): Found | undefined {
  if (isRecord(root.packages)) return readVersion2(root.packages);
  if (isRecord(root.dependencies)) return { packages: readVersion1(root.dependencies) };
  return typeof root.lockfileVersion === 'number' ? { packages: [] } : undefined;
}

function versionProblems(root: Json): Parsed<Lockfile>['problems'] {
  const version = root.lockfileVersion;
  if (typeof version !== 'number' || version <= KNOWN_VERSION) return [];
  const message = t(
    'lockfileVersion {0} is newer than this program knows ({1}): versions may be missing.',
    version,
    KNOWN_VERSION,
  );
  return [{ code: 'lockfile.version', severity: 'information', message }];
}

/** One pass over what may be tens of thousands of entries: the hot path of `check`. */
function readVersion2(entries: Json): Found {
  const packages: ResolvedPackage[] = [];
  const requested = new Map<string, string[]>();
  for (const location in entries) {
    const entry = entries[location];
    if (!isRecord(entry)) continue;
    const installedAs = installedName(location);
    if (installedAs === undefined) addRequested(requested, location, entry);
    else packages.push(toPackage(location, installedAs, entry, targetOf(entry, entries)));
  }
  return { packages, requested };
}

/** The manifest of the project or of a workspace folder, as it was at the last install. */
function addRequested(requested: Map<string, string[]>, folder: string, entry: Json): void {
  for (const block of BLOCKS)
    for (const [name, asked] of Object.entries(rangesOf(entry[block]))) {
      const key = folderKey(folder, name);
      requested.set(key, [...(requested.get(key) ?? []), asked]);
    }
}

function targetOf(entry: Json, entries: Json): Json {
  const target = entry.link === true ? entries[stringOf(entry.resolved)] : undefined;
  return isRecord(target) ? target : entry;
}

/** `stated` is where name, version and license stand: for a link, the folder that it leads to. */
function toPackage(location: string, installedAs: string, entry: Json, stated: Json): ResolvedPackage {
  return {
    name: stringOf(stated.name) || installedAs,
    version: stringOf(stated.version),
    location,
    license: stated.license,
    development: flag(entry.dev),
    // `devOptional`: a development dependency that production uses where it can (npm's documentation of the file).
    optional: flag(entry.optional) || flag(entry.devOptional),
    link: flag(entry.link),
    deprecated: stringOf(stated.deprecated) || undefined,
    resolved: stringOf(entry.resolved) || undefined,
    funding: stated.funding,
    platform: isForPlatform(stated),
    dependencies: stated.dependencies === undefined ? NO_DEPENDENCIES : rangesOf(stated.dependencies),
    uses: usesOf(stated),
  };
}

function isForPlatform({ os, cpu, libc }: Json): boolean {
  return os !== undefined || cpu !== undefined || libc !== undefined;
}

/** Peers count as used: npm installs them, and where one is missing nothing is wrong with the lockfile. */
function usesOf({ optionalDependencies, peerDependencies }: Json): ResolvedPackage['uses'] {
  if (optionalDependencies === undefined)
    return peerDependencies === undefined ? undefined : rangesOf(peerDependencies);
  return { ...rangesOf(peerDependencies), ...rangesOf(optionalDependencies) };
}

/** What follows the last `node_modules/`; none for folders of the project itself. */
function installedName(location: string): string | undefined {
  const marker = 'node_modules/';
  const at = location.lastIndexOf(marker);
  if (at < 0 || (at > 0 && location[at - 1] !== '/')) return undefined;
  return location.slice(at + marker.length) || undefined;
}
