import { join } from 'node:path';
import { isPackageName, isVersion } from '../core/index';
import type { EvidenceRequest } from '../core/index';
import type { FileCache } from './fileCache';
import { foldersUpTo, pathBetween } from './folders';
import { asRecord, asString, parseJson } from './json';
import type { Json } from './json';

export interface InstalledOptions {
  /** The workspace's root: nothing above it is read. */
  readonly root: string;
  /** The manifest's folder. */
  readonly folder: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
  readonly files: FileCache;
}

/** A package in node_modules, as its package.json says. */
export interface InstalledPackage {
  readonly folder: string;
  /** The folder as shown: from the root, with `/`. */
  readonly label: string;
  readonly name: string;
  readonly version: string;
  readonly link: false;
  readonly packageJson: Json;
}

/** The package that Node finds under the dependency's name: the nearest node_modules upward, up to the root. */
export async function findInstalledPackage(
  request: Pick<EvidenceRequest, 'installedAs'>,
  { root, folder, files }: InstalledOptions,
): Promise<InstalledPackage | undefined> {
  if (!isPackageName(request.installedAs)) return undefined;
  for (const at of foldersUpTo(folder, root)) {
    const place = join(at, 'node_modules', request.installedAs);
    const packageJson = await files.read(join(place, 'package.json'), (text) => asRecord(parseJson(text)));
    const name = asString(packageJson?.['name']) ?? '';
    const version = asString(packageJson?.['version']) ?? '';
    if (packageJson === undefined || !isVersion(version)) continue;
    return { folder: place, label: pathBetween(root, place), name, version, link: false, packageJson };
  }
  return undefined;
}
