import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseCatalogs } from '../core/index';
import type { Catalogs } from '../core/index';
import type { FileCache } from './fileCache';

/** Where a workspace states its catalogs: pnpm, bun, Yarn since 4.10. */
const CATALOG_FILES = ['pnpm-workspace.yaml', 'package.json', '.yarnrc.yml'] as const;

/** Folders above a manifest that are looked into; a repository ends the way earlier. */
const MOST_FOLDERS = 32;

/**
 * The catalogs that the entries of a manifest may name: of the nearest folder above it that states some. A
 * pnpm-workspace.yaml ends the way up, as it does for pnpm. Never rejects.
 *
 * @param files read with one parser for each of the paths: a cache of its own
 */
export async function readCatalogs(folder: string, files: FileCache): Promise<Catalogs | undefined> {
  let at = resolve(folder);
  for (let depth = 0; depth < MOST_FOLDERS; depth++) {
    for (const name of CATALOG_FILES) {
      const file = join(at, name);
      const found = await files.read<Catalogs | undefined>(file, (text) =>
        parseCatalogs(file, withoutMark(text)),
      );
      if (found !== undefined) return found;
    }
    const isTop = existsSync(join(at, '.git')) || existsSync(join(at, 'pnpm-workspace.yaml'));
    if (isTop || dirname(at) === at) return undefined;
    at = dirname(at);
  }
  return undefined;
}

/** Editors count from behind a byte order mark. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
