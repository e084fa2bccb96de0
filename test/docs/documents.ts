import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Every document for people, as a path from the root. */
export const documents: readonly string[] = [
  ...markdownIn('.', false),
  ...markdownIn('resources/docs'),
  ...markdownIn('resources/guidance'),
  ...markdownIn('resources/samples'),
];

export function textOf(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}

/** The text without the parts that `npm run docs` writes: those are held to the product already. */
export function writtenText(document: string): string {
  return textOf(document).replaceAll(/<!-- ([\w-]+):begin -->[^]*?<!-- \1:end -->/g, '');
}

/** Whether a link of a document leads to a file that is there and, behind `#`, to a heading of it. */
export function leadsSomewhere(document: string, link: string): boolean {
  if (/^https:\/\//.test(link)) return true;
  const [path = '', heading] = link.split('#');
  const file = path === '' ? document : join(dirname(document), path);
  return existsSync(join(root, file)) && (heading === undefined || anchorsOf(file).includes(heading));
}

/** Anchors as GitHub and VS Code make them. */
function anchorsOf(file: string): string[] {
  return [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function markdownIn(folder: string, deep = true): string[] {
  return readdirSync(join(root, folder), { recursive: deep, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => (folder === '.' ? name : `${folder}/${name}`))
    .sort();
}
