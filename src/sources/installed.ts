import { join } from 'node:path';
import { isPackageName, isVersion } from '../core/index';
import type { EvidenceRequest } from '../core/index';
import { isThere } from './disk';
import type { FileCache } from './fileCache';
import { foldersUpTo, pathBetween } from './folders';
import { asRecord, asString, parseJson } from './json';
import { findInTree } from './installedTree';
import type { InstalledPackage } from './installedTree';

export interface InstalledOptions {
  /** The workspace's root: nothing above it is read. */
  readonly root: string;
  /** The manifest's folder. */
  readonly folder: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
  readonly files: FileCache;
  /** Told of folders that cannot be read since links lead in a circle. */
  readonly onCircle?: ((folder: string) => void) | undefined;
}

/** The folders in which Node looks for what the manifest names, nearest first: looked for once for many questions. */
export async function installFolders({ root, folder }: InstalledOptions): Promise<string[]> {
  const places = foldersUpTo(folder, root).map((at) => join(at, 'node_modules'));
  const isHere = await Promise.all(places.map(isThere));
  return places.filter((_, index) => isHere[index]);
}

/**
 * The package that Node finds under the dependency's name: the nearest node_modules upward, up to the root. What no
 * manifest names is searched by `findInTree`.
 *
 * @param folders those of `installFolders`
 */
export async function findInstalledPackage(
  request: EvidenceRequest,
  options: InstalledOptions,
  folders: readonly string[],
): Promise<InstalledPackage | undefined> {
  if (request.location !== undefined) return findInTree(request, options);
  const { root, files, onCircle } = options;
  if (!isPackageName(request.installedAs)) return undefined;
  for (const at of folders) {
    const place = join(at, request.installedAs);
    const packageJson = await files.read(
      join(place, 'package.json'),
      (text) => asRecord(parseJson(text)),
      undefined,
      () => onCircle?.(place),
    );
    const name = asString(packageJson?.['name']) ?? '';
    const version = asString(packageJson?.['version']) ?? '';
    if (packageJson === undefined || !isVersion(version)) continue;
    return { folder: place, label: pathBetween(root, place), name, version, link: false, packageJson };
  }
  return undefined;
}
