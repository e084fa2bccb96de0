import { existsSync, readFileSync, statSync } from 'node:fs';

/** The text of a file of a project without a byte order mark, as editors have it; `undefined` where it cannot be read. */
export function readText(file: string): string | undefined {
  // Links may lead to a device that never ends, or to a pipe that nobody writes to.
  try {
    return statSync(file).isFile() ? readNamed(file) : undefined;
  } catch {
    return undefined;
  }
}

/** The same of whatever a user names: `<(command)` of a shell is a pipe. */
export function readNamed(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

/** Why `readNamed` has no text. */
export function whyUnread(file: string): string {
  return existsSync(file) ? 'not a file that can be read' : 'no such file';
}
