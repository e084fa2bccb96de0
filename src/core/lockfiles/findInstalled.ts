import type { Lockfile, ResolvedPackage } from '../model';
import { drain, isPause } from '../steps';
import type { Steps } from '../steps';

/** The key in `Lockfile.resolutions` of what a folder's manifest calls `name` (pnpm). */
export function folderKey(folder: string, name: string): string {
  return `${folder}\n${name}`;
}

/** The key in `Lockfile.resolutions` of `name` at a range, for whichever manifest asks (Yarn, with or without `npm:`). */
export function rangeKey(name: string, range: string): string {
  return `${name}@${range.trim().replace(/^npm:/, '')}`;
}

/**
 * What a lockfile installs for a dependency of the manifest in `fromFolder`, in every format.
 *
 * @param name the key of the entry in the manifest (an alias' own name)
 * @param fromFolder the manifest's folder from the lockfile's, with `/`: `packages/a`; empty beside the lockfile
 * @param range the range as the manifest states it: Yarn's lockfile is searched by it
 */
export function findInstalled(
  lockfile: Lockfile,
  name: string,
  fromFolder = '',
  range = '',
): ResolvedPackage | undefined {
  const folder = tidyFolder(fromFolder);
  const { resolutions } = lockfile;
  if (resolutions !== undefined)
    return resolutions.get(folderKey(folder, name)) ?? resolutions.get(rangeKey(name, range));
  return inNodeModules(lockfile, name, folder);
}

/** What the manifest in `fromFolder` asked of `name` when the lockfile was written; `undefined` where it does not tell. */
export function findRequested(
  { requested }: Lockfile,
  name: string,
  fromFolder = '',
): readonly string[] | undefined {
  return requested && (requested.get(folderKey(tidyFolder(fromFolder), name)) ?? []);
}

/** Node's own way: the nearest node_modules that holds it, from the folder upward. */
function inNodeModules(lockfile: Lockfile, name: string, folder: string): ResolvedPackage | undefined {
  const index = byLocation(lockfile);
  for (let at = folder; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const found = index.get(`${at}/node_modules/${name}`);
    if (found !== undefined) return found;
  }
  return index.get(`node_modules/${name}`);
}

function tidyFolder(folder: string): string {
  return folder
    .split(/[\\/]/)
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/');
}

/** Built on the first search of a lockfile, forgotten with it. */
const indexes = new WeakMap<Lockfile, ReadonlyMap<string, ResolvedPackage>>();

function byLocation(lockfile: Lockfile): ReadonlyMap<string, ResolvedPackage> {
  return drain(indexSteps(lockfile));
}

/** Makes ready for searching, in steps; without it the first search does. */
export function* indexSteps(lockfile: Lockfile): Steps<ReadonlyMap<string, ResolvedPackage>> {
  const known = indexes.get(lockfile);
  if (known !== undefined) return known;
  const { packages } = lockfile;
  const index = new Map<string, ResolvedPackage>();
  for (let at = 0; at < packages.length; at++) {
    if (isPause(at)) yield;
    const one = packages[at] as ResolvedPackage;
    index.set(one.location, one);
  }
  indexes.set(lockfile, index);
  return index;
}
