import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseRequests, REQUESTS_FILE } from '../core/index';
import type { ExceptionRequest, Parsed } from '../core/index';
import { readText } from './disk';

/** The file of requests that speaks for a folder: the nearest one in it or above, up to the root of its repository. */
export function findRequestsFile(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const file = join(at, REQUESTS_FILE);
    if (existsSync(file)) return file;
    if (existsSync(join(at, '.git')) || dirname(at) === at) return undefined;
  }
}

/** What was asked for in a file; its problems carry its path. A file that cannot be read has no requests. */
export async function readRequests(file: string): Promise<Parsed<readonly ExceptionRequest[]>> {
  const text = await readText(file).catch(() => '');
  return parseRequests(text.replace(/^\ufeff/, ''), file);
}
