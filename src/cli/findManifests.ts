import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Folders below the one that was named. Deeper manifests are named themselves. */
const MAX_DEPTH = 12;
const SKIPPED = new Set(['node_modules', 'bower_components', 'jspm_packages']);

/** The manifests below some folders, and the paths that cannot be read. */
export interface Found {
  readonly files: readonly string[];
  readonly missing: readonly string[];
  /** Paths at which something stands that the system does not let read, such as a circle of links. */
  readonly unreadable: readonly string[];
}

/**
 * Every package.json below the folders, and every file that is named itself; each once. Installed packages, dot
 * folders and linked folders are not entered.
 */
export function findManifests(paths: readonly string[]): Found {
  const files = new Set<string>();
  const missing: string[] = [];
  const unreadable: string[] = [];
  for (const path of paths) {
    const kind = kindOf(path);
    if (kind === 'file') files.add(path);
    else if (kind === 'folder') for (const file of walk(path, 0)) files.add(file);
    else (kind === 'unreadable' ? unreadable : missing).push(path);
  }
  return { files: [...files], missing, unreadable };
}

function kindOf(path: string): 'file' | 'folder' | 'unreadable' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    return stats.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'unreadable';
  }
}

function* walk(folder: string, depth: number): Generator<string> {
  const entries = entriesOf(folder);
  for (const entry of entries) {
    if (entry.isFile() && entry.name === 'package.json') yield join(folder, entry.name);
  }
  if (depth === MAX_DEPTH) return;
  for (const entry of entries) {
    if (entry.isDirectory() && isEntered(entry.name)) yield* walk(join(folder, entry.name), depth + 1);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function isEntered(folder: string): boolean {
  return !SKIPPED.has(folder) && !basename(folder).startsWith('.');
}
