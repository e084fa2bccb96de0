import type { Lockfile, Parsed } from '../model';
import { parseBunLock } from './bun';
import { parsePackageLock } from './npm';
import { parsePnpmLock } from './pnpm';
import { parseYarnLock } from './yarn';

/** A kind of file that states what is installed. */
export interface LockfileFormat {
  readonly fileName: string;
  readonly parse: (text: string) => Parsed<Lockfile>;
}

/**
 * All formats that can be read, best first where a folder holds several: a new one is a file beside this one and a
 * line here. npm prefers its shrinkwrap to package-lock.json.
 */
export const lockfileFormats: readonly LockfileFormat[] = [
  { fileName: 'npm-shrinkwrap.json', parse: parsePackageLock },
  { fileName: 'package-lock.json', parse: parsePackageLock },
  { fileName: 'pnpm-lock.yaml', parse: parsePnpmLock },
  { fileName: 'yarn.lock', parse: parseYarnLock },
  { fileName: 'bun.lock', parse: parseBunLock },
];

/** The format of the file at `path` (either slash), if it is a lockfile that can be read. */
export function lockfileFormatOf(path: string): LockfileFormat | undefined {
  const fileName = path.split(/[\\/]/).at(-1);
  return lockfileFormats.find((format) => format.fileName === fileName);
}
