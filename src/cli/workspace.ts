import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { lockfileFormats } from '../core/index';
import { findManifests } from './findManifests';

/** What ends the way up from a manifest to the root of its project. */
const ROOT_MARKS: readonly string[] = ['.git', ...lockfileFormats.map(({ fileName }) => fileName)];

/** The root of a manifest's project: the nearest folder with a lockfile or a repository, else `cwd`, else its own folder. */
export function projectRoot(folder: string, cwd: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) break;
  }
  return isBelow(folder, cwd) ? cwd : resolve(folder);
}

/** The file system's root: policies are searched up to a repository's root, wherever that is. */
export function topOf(folder: string): string {
  let at = resolve(folder);
  while (dirname(at) !== at) at = dirname(at);
  return at;
}

/** The way from `from` to `path` with `/`, as reports and policies name files. */
export function wayTo(path: string, from: string): string {
  return relative(from, path).split(sep).join('/');
}

/** Whether `path` is `folder` or stands below it. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, resolve(path));
  return (
    way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path))
  );
}

/**
 * The names of the packages that a project holds itself: they are nobody else's business. Only a project that says it
 * is a workspace is searched.
 */
export function workspacePackages(root: string): ReadonlySet<string> {
  const own = readJson(join(root, 'package.json'));
  const isWorkspace = own?.['workspaces'] !== undefined || existsSync(join(root, 'pnpm-workspace.yaml'));
  if (!isWorkspace) return new Set();
  const names = findManifests([root]).files.map((file) => readJson(file)?.['name']);
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** The text of a file without a byte order mark, as editors have it; `undefined` where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

function readJson(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readText(file) ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
