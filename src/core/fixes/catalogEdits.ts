import type { CatalogEntry } from '../manifests/catalogEntry';
import type { Span, TextEdit } from '../model';
import { writeYaml } from './yamlScalar';

/** Gives an entry of a catalog another range; quotes, comments and everything around stay. */
export function setCatalogRange(text: string, entry: CatalogEntry, range: string): TextEdit[] {
  return [{ span: entry.valueSpan, newText: written(text, entry, entry.valueSpan, range) }];
}

/** Makes an entry of a catalog one of another package. */
export function renameCatalogEntry(
  text: string,
  entry: CatalogEntry,
  name: string,
  range: string,
): TextEdit[] {
  return [
    { span: entry.keySpan, newText: written(text, entry, entry.keySpan, name) },
    ...setCatalogRange(text, entry, range),
  ];
}

/**
 * Adds an entry to a catalog: in the order of names where it keeps one, else at its end.
 *
 * @param entries those of the catalog, in the order of the text; at least one
 * @param like the entry whose quotes it takes
 */
export function addCatalogEntry(
  text: string,
  entries: readonly CatalogEntry[],
  like: CatalogEntry,
  name: string,
  range: string,
): TextEdit[] {
  const sorted = entries.every((each, index) => index === 0 || (entries[index - 1]?.name ?? '') <= each.name);
  const next = sorted ? entries.find((each) => each.name > name) : undefined;
  const neighbor = next ?? entries.at(-1);
  if (neighbor === undefined) return [];
  const line = `${written(text, like, like.keySpan, name)}: ${written(text, like, like.valueSpan, range)}`;
  if (neighbor.style !== 'lines') return [beside(text, neighbor, line, next !== undefined)];
  return [nextLine(text, neighbor, line, next !== undefined ? entries : undefined)];
}

function beside(text: string, neighbor: CatalogEntry, line: string, before: boolean): TextEdit {
  const separator = /(?:\r\n|\r|\n)[ \t]*$/.exec(text.slice(0, neighbor.keySpan.start))?.[0] ?? ' ';
  return before
    ? insert(neighbor.keySpan.start, `${line},${separator}`)
    : insert(neighbor.valueSpan.end, `,${separator}${line}`);
}

/** Comments above an entry belong to it: what comes before it is written behind the one above, where there is one. */
function nextLine(
  text: string,
  neighbor: CatalogEntry,
  line: string,
  before: readonly CatalogEntry[] | undefined,
): TextEdit {
  const { start } = neighbor.keySpan;
  const indent = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const above = before === undefined ? neighbor : before[before.indexOf(neighbor) - 1];
  if (above === undefined) return insert(start, `${line}${eolOf(text)}${indent}`);
  const at = lineEnd(text, above.valueSpan.end);
  return insert(at, `${eolOf(text)}${indent}${line}`);
}

function lineEnd(text: string, from: number): number {
  const offset = text.slice(from).search(/[\r\n]/);
  return offset < 0 ? text.length : from + offset;
}

function eolOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

function written(text: string, { style }: CatalogEntry, { start, end }: Span, value: string): string {
  return style === 'json' ? JSON.stringify(value) : writeYaml(value, text.slice(start, end));
}
