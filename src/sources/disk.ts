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

let reads = 0;

/** How many files were read in this process so far, for tests and measurements: what a change costs is told by it. */
export function filesRead(): number {
  return reads;
}

/** To be called by whoever reads a file in another way. */
export function noteRead(): void {
  reads += 1;
}

/** Files larger than this are not read. */
export const MOST_BYTES = 100_000_000;

/** The text of a file. Rejects as `readBytes` does. */
export async function readText(file: string): Promise<string> {
  await expectFile(file);
  return isWaiting ? readFileSync(file, 'utf8') : readFile(file, 'utf8');
}

/**
 * The bytes of a file. Rejects as `fs.promises.readFile` does, with `EFTYPE` for what is neither file nor folder, and with
 * `EFBIG`: a repository may hold a link to a device that never ends, and reading a pipe waits for somebody who writes.
 */
export async function readBytes(file: string): Promise<Buffer> {
  await expectFile(file);
  return isWaiting ? readFileSync(file) : readFile(file);
}

async function expectFile(file: string): Promise<void> {
  noteRead();
  const stats = isWaiting ? statSync(file) : await stat(file);
  if (!stats.isFile() && !stats.isDirectory()) throw notRead('EFTYPE');
  if (stats.size > MOST_BYTES) throw notRead('EFBIG');
}

function notRead(code: 'EFTYPE' | 'EFBIG'): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
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
