import type { LockedLink, Lockfile, Parsed, ResolvedPackage } from '../model';
import { isRecord } from '../text';
import { parseJsonLockfile } from './json';
import { flag, NO_DEPENDENCIES, rangesOf, stringOf } from './fields';
import type { Json } from './fields';
import { folderKey } from './findInstalled';
import { brokenLinks, linkProblems, soundLinks } from './links';
import type { BrokenLink } from './links';
import { readVersion1 } from './npmVersion1';
import { formatProblem, versionProblems } from './problems';

/** The newest `lockfileVersion` that was known when this was written. */
const KNOWN_VERSION = 3;
const BLOCKS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/**
 * Reads package-lock.json or npm-shrinkwrap.json: versions 2 and 3 by their `packages`, version 1 by its tree of
 * `dependencies` (which states no licenses). Workspace folders are no packages of their own: their links are.
 * Never throws.
 *
 * @returns the installed packages, and problems with the codes `lockfile.conflict`, `lockfile.syntax`,
 *   `lockfile.format`, `lockfile.version`, `lockfile.duplicate-entry` and `lockfile.broken-link`; no packages where the
 *   text is not valid JSON.
 * Source: npm documentation, "package-lock.json".
 */
export function parsePackageLock(text: string): Parsed<Lockfile> {
  const format = 'package-lock.json';
  const { value: root, problems } = parseJsonLockfile(text, format);
  if (root === undefined) return { value: { format, packages: [] }, problems };
  const found = readPackages(root);
  if (found === undefined) return { value: { format, packages: [] }, problems: [formatProblem(format)] };
  const broken = brokenIn(root.packages, found.links);
  const more = [...versionProblems(root.lockfileVersion, KNOWN_VERSION), ...linkProblems(format, broken)];
  const { links, ...others } = found;
  const value = { format, ...others, ...soundLinks(links, broken) };
  return { value, problems: [...problems, ...more] };
}

type Found = Pick<Lockfile, 'packages' | 'requested' | 'links'>;

function readPackages(root: Json): Found | undefined {
  if (isRecord(root.packages)) return readVersion2(root.packages);
  if (isRecord(root.dependencies)) return readVersion1(root.dependencies);
  return typeof root.lockfileVersion === 'number' ? { packages: [] } : undefined;
}

/** Version 1 says of a link no more than the folder. */
function brokenIn(entries: unknown, links: readonly LockedLink[] = []): BrokenLink[] {
  if (links.length === 0 || !isRecord(entries)) return [];
  return brokenLinks(links, (folder) => {
    const entry = Object.hasOwn(entries, folder) ? entries[folder] : undefined;
    if (!isRecord(entry)) return undefined;
    return entry.link === true ? { to: stringOf(entry.resolved) } : 'end';
  });
}

/** One pass over what may be tens of thousands of entries: the hot path of `check`. */
function readVersion2(entries: Json): Found {
  const packages: ResolvedPackage[] = [];
  const requested = new Map<string, string[]>();
  const links: LockedLink[] = [];
  for (const location in entries) {
    const entry = entries[location];
    if (!isRecord(entry)) continue;
    const installedAs = installedName(location);
    if (installedAs === undefined) addRequested(requested, location, entry);
    else packages.push(toPackage(location, installedAs, entry, targetOf(entry, entries)));
    if (entry.link === true && installedAs !== undefined)
      links.push({ name: installedAs, folder: stringOf(entry.resolved), location });
  }
  return { packages, requested, ...(links.length > 0 && { links }) };
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
