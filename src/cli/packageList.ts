import { resolve } from 'node:path';
import { isPackageName } from '../core/index';
import type { Output } from './output';
import { readNamed, whyUnread } from './workspace';

/** One package of a list: a version, range or dist-tag of a name. */
export interface ListedPackage {
  readonly name: string;
  readonly range: string;
}

/**
 * Reads a list of packages: one `NAME@VERSION`, `NAME@RANGE` or `NAME` a line, `#` before a comment. `undefined` where
 * it cannot be read or a line is none of this, which is said.
 *
 * @param file absent: no packages.
 */
export function readPackageList(
  file: string | undefined,
  cwd: string,
  output: Output,
): readonly ListedPackage[] | undefined {
  if (file === undefined) return [];
  const text = readNamed(resolve(cwd, file));
  if (text === undefined) {
    output.err(`${file}: ${whyUnread(resolve(cwd, file))}.`);
    return undefined;
  }
  const packages: ListedPackage[] = [];
  let isGood = true;
  for (const [index, line] of text.split('\n').entries()) {
    const entry = line.replace(/(^|\s)#.*/, '').trim();
    if (entry === '') continue;
    const listed = parseEntry(entry);
    if (isPackageName(listed.name)) packages.push(listed);
    else output.err(`${file}:${index + 1}: ${JSON.stringify(entry)} is no package.`);
    isGood &&= isPackageName(listed.name);
  }
  return isGood ? packages : undefined;
}

function parseEntry(entry: string): ListedPackage {
  const at = entry.indexOf('@', 1);
  const range = at < 0 ? '' : entry.slice(at + 1).trim();
  return { name: at < 0 ? entry : entry.slice(0, at), range: range === '' ? 'latest' : range };
}
