import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';

/**
 * Files, read beside other work in an editor, and at once in a command: that has nothing else to do, and the way through
 * another thread and back takes longer than a small file.
 */
let isWaiting = false;

/** Reads at once from now on. Only for a process that serves nobody else: the command line says it when it starts. */
export function waitForDisk(): void {
  isWaiting = true;
}

/** The text of a file. Rejects as `fs.promises.readFile` does. */
export async function readText(file: string): Promise<string> {
  return isWaiting ? readFileSync(file, 'utf8') : readFile(file, 'utf8');
}

/** The bytes of a file. Rejects as `fs.promises.readFile` does. */
export async function readBytes(file: string): Promise<Buffer> {
  return isWaiting ? readFileSync(file) : readFile(file);
}

/**
 * What is known of a file; `undefined` where there is none, or it cannot be asked.
 *
 * @param onCircle told where links lead in a circle
 */
export async function statsOf(file: string, onCircle?: () => void): Promise<Stats | undefined> {
  try {
    return isWaiting ? statSync(file, { throwIfNoEntry: false }) : await stat(file);
  } catch (error) {
    if (isCircle(error)) onCircle?.();
    return undefined;
  }
}

/** Whether reading failed since links lead in a circle. */
export function isCircle(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ELOOP';
}

/** Whether a link stands at a path. */
export async function isLink(path: string): Promise<boolean> {
  try {
    const found = isWaiting ? lstatSync(path, { throwIfNoEntry: false }) : await lstat(path);
    return found?.isSymbolicLink() === true;
  } catch {
    return false;
  }
}

/** Whether anything stands at a path, be it a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  try {
    return (isWaiting ? lstatSync(path, { throwIfNoEntry: false }) : await lstat(path)) !== undefined;
  } catch {
    return false;
  }
}

/** What stands in a folder; nothing where it cannot be read. */
export async function entriesIn(folder: string): Promise<Dirent[]> {
  try {
    return isWaiting
      ? readdirSync(folder, { withFileTypes: true })
      : await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
