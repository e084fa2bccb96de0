import { dirname, relative, resolve, sep } from 'node:path';

/** The folder and its parents up to and with `root`, nearest first; only the folder itself where it is not below. */
export function foldersUpTo(folder: string, root: string): string[] {
  const start = resolve(folder);
  const end = resolve(root);
  const folders = [start];
  if (!isInside(start, end)) return folders;
  for (let at = start; at !== end;) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

/** The way from one folder down to another, with `/`; empty for the same folder. */
export function pathBetween(from: string, to: string): string {
  return relative(from, to).split(sep).join('/');
}

/** Whether `path` is `folder` or stands somewhere below it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return (
    way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === resolve(path))
  );
}
