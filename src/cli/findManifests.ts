import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { IgnoreRule } from '../sources/gitIgnored';

/** Folders below the one that was named. Deeper manifests are named themselves. */
const MAX_DEPTH = 12;
const MANIFEST = 'package.json';
const SKIPPED = new Set(['node_modules', 'bower_components', 'jspm_packages']);

/** The manifests below some folders, and the paths that cannot be read. */
export interface Found {
  readonly files: readonly string[];
  readonly missing: readonly string[];
  /** Paths at which something stands that the system does not let read, such as a circle of links. */
  readonly unreadable: readonly string[];
  /** Files of another name: judged as a manifest, a lockfile would have no dependency and no finding. */
  readonly other: readonly string[];
}

/**
 * Every package.json below the folders, and every one that is named itself; each once. Installed packages, dot
 * folders, linked folders and what git leaves out are not entered; a folder that is named itself is.
 */
export async function findManifests(paths: readonly string[]): Promise<Found> {
  const files = new Set<string>();
  const missing: string[] = [];
  const unreadable: string[] = [];
  const other: string[] = [];
  for (const path of paths) {
    const kind = kindOf(path);
    if (kind === 'file' && basename(path) === MANIFEST) files.add(path);
    else if (kind === 'file') other.push(path);
    else if (kind === 'folder') for (const file of await manifestsBelow(path)) files.add(file);
    else (kind === 'unreadable' ? unreadable : missing).push(path);
  }
  return { files: [...files], missing, unreadable, other };
}

async function manifestsBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  await enter(folder, 0, lazyRule(folder), found);
  return found;
}

/** Most projects have one package.json and nothing to enter: what reads .gitignore is loaded where there is more. */
function lazyRule(entered: string): IgnoreRule {
  let rule: Promise<IgnoreRule> | undefined;
  return async (path, isFolder) => {
    rule ??= ruleFor(resolve(entered));
    return (await rule)(path, isFolder);
  };
}

/** In a folder that git itself leaves out, and that somebody named, only its own rules hold. */
async function ruleFor(folder: string): Promise<IgnoreRule> {
  const { createIgnoreRule } = await import('../sources/gitIgnored');
  const rule = createIgnoreRule(folder);
  return (await rule(folder, true)) ? createIgnoreRule(folder, folder) : rule;
}

async function enter(folder: string, depth: number, isLeftOut: IgnoreRule, found: string[]): Promise<void> {
  const entries = entriesOf(folder);
  const manifest = entries.find((entry) => entry.isFile() && entry.name === MANIFEST);
  if (manifest !== undefined && (depth === 0 || !(await isLeftOut(join(folder, manifest.name)))))
    found.push(join(folder, manifest.name));
  if (depth === MAX_DEPTH) return;
  for (const entry of entries) {
    if (!entry.isDirectory() || !isEntered(entry.name)) continue;
    const below = join(folder, entry.name);
    if (!(await isLeftOut(below, true))) await enter(below, depth + 1, isLeftOut, found);
  }
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
