import type { LockedLink, Problem } from '../model';
import { plural, t } from '../present/language';
import { entryTexts } from './entryPlace';

/** `circle`: back to where it began; `no-entry`: to what the lockfile lacks; `no-folder`: to what is not on the disk. */
export type BrokenWay = 'circle' | 'no-entry' | 'no-folder';

export interface BrokenLink {
  readonly link: LockedLink;
  readonly why: BrokenWay;
}

const WAYS: readonly BrokenWay[] = ['circle', 'no-entry', 'no-folder'];

/**
 * What is wrong with the links of a lockfile: one problem for all of a kind, which names the first one.
 *
 * @returns problems with the code `lockfile.broken-link`
 */
export function linkProblems(format: string, broken: readonly BrokenLink[]): Problem[] {
  return WAYS.flatMap((way) => {
    const [first, ...others] = broken.filter(({ why }) => why === way);
    if (first === undefined) return [];
    const more = plural(others.length, '{0} more link is like that.', '{0} more links are like that.');
    const message = [wordsOf(format, first), ...(others.length > 0 ? [more] : [])].join(' ');
    const sought = entryTexts(format, first.link.location);
    return [{ code: 'lockfile.broken-link', severity: 'warning', message, sought } satisfies Problem];
  });
}

function wordsOf(format: string, { link, why }: BrokenLink): string {
  const [name, folder] = [link.name.slice(0, 214), link.folder.slice(0, 200) || '.'];
  switch (why) {
    case 'circle':
      return t(
        '{0} links {1} to {2}, in a circle: what it requires is not judged. Install anew to write it.',
        format,
        name,
        folder,
      );
    case 'no-entry':
      return t(
        '{0} links {1} to {2}, for which it has no entry: what it requires is not judged. Install anew to write it.',
        format,
        name,
        folder,
      );
    case 'no-folder':
      return t(
        '{0} links {1} to {2}, where no folder is: what it requires is not judged. Restore the folder, or install anew.',
        format,
        name,
        folder,
      );
  }
}

/** The links that are not told to be broken; the field is absent where there are none. */
export function soundLinks(
  links: readonly LockedLink[] = [],
  broken: readonly BrokenLink[] = [],
): { readonly links?: readonly LockedLink[] } {
  const told = new Set(broken.map(({ link }) => link));
  const sound = links.filter((link) => !told.has(link));
  return sound.length === 0 ? {} : { links: sound };
}

/** What a folder that is linked to is: a link to another one, an end, or nothing that the lockfile knows. */
export type LinkStep = { readonly to: string } | 'end' | undefined;

/**
 * Follows links to their ends. Linear in their number: no way is gone twice, and nothing is recursive.
 *
 * @param stepAt what the lockfile has at a folder
 */
export function brokenLinks(
  links: readonly LockedLink[],
  stepAt: (folder: string) => LinkStep,
): BrokenLink[] {
  const known = new Map<string, BrokenWay | 'end'>();
  return links.flatMap((link) => {
    const why = follow(link.folder, stepAt, known);
    return why === 'end' ? [] : [{ link, why }];
  });
}

function follow(
  folder: string,
  stepAt: (folder: string) => LinkStep,
  known: Map<string, BrokenWay | 'end'>,
): BrokenWay | 'end' {
  const way: string[] = [];
  const onWay = new Set<string>();
  let found: BrokenWay | 'end' | undefined;
  for (let at = folder; found === undefined;) {
    const step = stepAt(at);
    if (onWay.has(at)) found = 'circle';
    else if (known.has(at)) found = known.get(at);
    else if (step === undefined) found = 'no-entry';
    else if (step === 'end') found = 'end';
    else {
      way.push(at);
      onWay.add(at);
      at = step.to;
    }
  }
  for (const each of way) known.set(each, found);
  return found;
}

/** `packages/a` and `../ui` are `packages/ui`. */
export function joinedPath(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/'))
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
