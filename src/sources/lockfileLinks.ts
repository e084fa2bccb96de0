import { isAbsolute, join } from 'node:path';
import { linkProblems } from '../core/index';
import type { LockedLink, Problem } from '../core/index';
import { statsOf } from './disk';
import type { NearLockfile } from './lockfiles';

/** A project of more folders than that is not one that somebody works on. */
const MOST_FOLDERS = 5_000;

/**
 * Links of a lockfile that lead to no folder of the disk, or in a circle there. What lies outside of the lockfile's
 * folder is not looked at.
 */
export async function brokenFolders(found: NearLockfile | undefined): Promise<Problem[]> {
  const { links = [], format } = found?.lockfile ?? {};
  if (found === undefined || format === undefined || links.length === 0) return [];
  const top = join(found.path, '..');
  const isFolder = new Map<string, boolean>();
  for (const { folder } of links)
    if (isInside(folder) && isFolder.size < MOST_FOLDERS && !isFolder.has(folder))
      isFolder.set(folder, (await statsOf(join(top, folder)))?.isDirectory() === true);
  const broken = links.filter((link: LockedLink) => isFolder.get(link.folder) === false);
  return linkProblems(
    format,
    broken.map((link) => ({ link, why: 'no-folder' })),
  ).map((problem) => ({ ...problem, file: found.path }));
}

function isInside(folder: string): boolean {
  return folder !== '' && !isAbsolute(folder) && !/[\\:\0]/.test(folder) && !folder.split('/').includes('..');
}
