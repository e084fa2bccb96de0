import { readFileSync } from 'node:fs';

/** The text of a file without a byte order mark, as editors have it; `undefined` where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}
