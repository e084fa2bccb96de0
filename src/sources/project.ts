import { existsSync } from 'node:fs';
import { dirname, join, parse, relative, resolve, sep } from 'node:path';
import { lockfileFormats } from '../core/index';
import { foldersUpTo } from './folders';
import type { LoadedPolicy } from './policyFile';
import { REGISTRY_FILES } from './registryFiles';

/** What ends the way up from a manifest to the root of its project. */
const ROOT_MARKS: readonly string[] = ['.git', ...lockfileFormats.map(({ fileName }) => fileName)];

/**
 * The root of a manifest's project: the nearest folder with a lockfile or a repository, else `base` (the folder that the
 * host was started or opened with) where the manifest stands below it, else the manifest's own folder.
 */
export function projectRoot(folder: string, base: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) break;
  }
  return isBelow(folder, base) ? resolve(base) : resolve(folder);
}

/** The folders between a manifest and its project's root that have settings of registries of their own, outermost first. */
export function settingsFolders(folder: string, root: string): string[] {
  const below = foldersUpTo(folder, root).filter((at) => at !== resolve(root));
  return below.filter((at) => REGISTRY_FILES.some((file) => existsSync(join(at, file)))).reverse();
}

/** The root of the file system: policies are searched up to a repository's root, wherever that is. */
export function topOf(folder: string): string {
  return parse(resolve(folder)).root;
}

/**
 * The folder from which the path globs of a policy are meant: the one that holds it; of a policy from elsewhere `base`,
 * where that lies within the project, else the project's root.
 */
export function policyRoot(
  { value, file }: LoadedPolicy,
  folder: string,
  root: string,
  base: string,
): string {
  const at = dirname(file).replace(/[\\/]\.github$/, '');
  if (!value.isDefault && isBelow(folder, at)) return at;
  return isBelow(folder, base) && isBelow(base, root) ? base : root;
}

/** The way from `from` to `path` with `/`, as reports and policies name files. */
export function wayTo(path: string, from: string): string {
  return relative(from, path).split(sep).join('/');
}

/** Whether `path` is `folder` or stands below it. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return (
    way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path))
  );
}
