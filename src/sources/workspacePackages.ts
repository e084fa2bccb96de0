import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { declaresPackages, packageNamesIn } from '../core/index';
import { entriesIn, readText } from './disk';
import { createLimiter } from './limiter';

/** Folders below the root that are searched. */
const MAX_DEPTH = 16;

/** Manifests that are read at the same time: what comes at once is parsed at once, and other work waits for that. */
const AT_ONCE = 8;

/** What tools put there is of others. */
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.git',
  '.yarn',
  '.pnpm-store',
  '.cache',
]);

/**
 * The names of the packages that a project holds itself: nobody outside is asked about them. Whatever an editor hides
 * is searched, too; linked folders are not. Never rejects.
 *
 * @returns `undefined` where the root does not say that the project is one of several packages: nothing is searched then
 */
export async function workspacePackages(root: string): Promise<ReadonlySet<string> | undefined> {
  if (!(await hasPackages(root))) return undefined;
  const limited = createLimiter(AT_ONCE);
  const manifests = await manifestsBelow(root, 0);
  const names = await Promise.all(manifests.map((manifest) => limited(() => namesIn(manifest))));
  return new Set(names.flat());
}

/** A manifest that is there and cannot be read may say so as well. */
async function hasPackages(root: string): Promise<boolean> {
  if (existsSync(join(root, 'pnpm-workspace.yaml'))) return true;
  const manifest = join(root, 'package.json');
  const text = await readText(manifest).catch(() => undefined);
  return text === undefined ? existsSync(manifest) : declaresPackages(text);
}

async function manifestsBelow(folder: string, depth: number): Promise<string[]> {
  const entries = await entriesIn(folder);
  const own = entries.filter(({ name }) => name === 'package.json').map(({ name }) => join(folder, name));
  if (depth === MAX_DEPTH) return own;
  const below = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name));
  const found = await Promise.all(below.map(({ name }) => manifestsBelow(join(folder, name), depth + 1)));
  return [...own, ...found.flat()];
}

async function namesIn(manifest: string): Promise<readonly string[]> {
  return packageNamesIn(await readText(manifest).catch(() => ''));
}
