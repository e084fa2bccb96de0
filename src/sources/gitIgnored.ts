import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readText } from './disk';
import { foldersUpTo, pathBetween } from './folders';
import { memo } from './memo';

/**
 * Patterns become regular expressions, whose time grows with the depth of a path to the power of their `**`. What has more,
 * or lies deeper, is not left out: to look at a manifest too many does no harm, to stand still does.
 */
const MOST_WILD = 3;
const DEEPEST = 64;

/** Whether git leaves a file or folder out. Never rejects. */
export type IgnoreRule = (path: string, isFolder?: boolean) => Promise<boolean>;

/**
 * Reads the `.gitignore` files between a file and its repository's root, each once. As git has it, nothing below a
 * folder that is left out comes back in, and the nearer file has the last word.
 *
 * @param base the uppermost folder where there is no repository
 * @param top the uppermost folder whatever there is above it
 */
export function createIgnoreRule(base: string, top?: string): IgnoreRule {
  const rules = new Map<string, Promise<Ignore | undefined>>();
  const rootOf = top === undefined ? lazyRoots(base) : () => resolve(top);
  const ruleIn = (folder: string) => memo(rules, folder, () => readRule(folder));
  const isLeftOut = async (path: string, root: string, isFolder: boolean): Promise<boolean> => {
    const way = foldersUpTo(dirname(path), root);
    if (way.length > DEEPEST) return false;
    for (const folder of way) {
      const rule = await ruleIn(folder);
      const verdict = rule?.test(pathBetween(folder, path) + (isFolder ? '/' : ''));
      if (verdict?.unignored) return false;
      if (rule !== undefined && verdict?.ignored)
        return !isByParent(rule, pathBetween(folder, dirname(path)));
    }
    return false;
  };
  const folders = new Map<string, Promise<boolean>>();
  const isFolderLeftOut = (folder: string, root: string): Promise<boolean> =>
    memo(folders, folder, async () => {
      if (folder === root) return false;
      return (await isFolderLeftOut(dirname(folder), root)) || isLeftOut(folder, root, true);
    });
  return async (at, isFolder = false) => {
    const path = resolve(at);
    const root = rootOf(dirname(path));
    if (isFolder) return isFolderLeftOut(path, root);
    return (await isFolderLeftOut(dirname(path), root)) || isLeftOut(path, root, false);
  };
}

/** The folder above is kept: a rule that leaves it out was overruled by a nearer one, and says nothing of what is in it. */
function isByParent(rule: Ignore, parent: string): boolean {
  return parent !== '' && rule.test(`${parent}/`).ignored;
}

/** The nearest folder upwards that is a repository, else `base`, else the folder itself. */
function lazyRoots(base: string): (folder: string) => string {
  const known = new Map<string, string>();
  return (folder) => {
    const found = known.get(folder) ?? repositoryOf(folder) ?? resolve(base);
    const root = foldersUpTo(folder, found).includes(found) ? found : folder;
    known.set(folder, root);
    return root;
  };
}

function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

async function readRule(folder: string): Promise<Ignore | undefined> {
  const text = await readText(join(folder, '.gitignore')).catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/).filter((line) => line.split('**').length - 1 <= MOST_WILD);
  return ignore({ ignorecase: false }).add(lines);
}
