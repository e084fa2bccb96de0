import type { Span } from '../model';
import type { EntryPlace } from './place';

/** A line of YAML in block style. */
interface Line {
  readonly start: number;
  readonly indent: number;
  readonly text: string;
}

/** A key, its colon and its value, as far as they are typed; offsets count in the line. */
interface Parts {
  readonly key: Span;
  readonly colon: number | undefined;
  readonly value: Span | undefined;
}

/** Texts beyond this are nothing that anybody types in. */
const MAX_LENGTH = 1_000_000;

/**
 * Finds the place of `offset` in a catalog of pnpm-workspace.yaml or .yarnrc.yml (`catalog`, `catalogs`) in block style,
 * however half-typed; `undefined` where no package can be typed. Never throws.
 */
export function catalogPlaceAt(text: string, offset: number): EntryPlace | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const lines = linesOf(text);
  const at = lines.findLastIndex(({ start }) => start <= offset);
  const current = lines[at];
  if (current === undefined) return undefined;
  const column = offset - current.start;
  const indent = current.text.trim() === '' ? column : current.indent;
  if (column < indent || isComment(current.text.slice(0, column)) || !isInCatalog(lines, at, indent))
    return undefined;
  return placeIn(current, column, siblings(lines, at, indent));
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((each) => {
    const line = { start, indent: /^ */.exec(each)?.[0].length ?? 0, text: each.replace(/\r$/, '') };
    start += each.length + 1;
    return line;
  });
}

function isComment(before: string): boolean {
  return /(^|\s)#/.test(before.replace(/"[^"]*"|'[^']*'/g, ''));
}

function isEmpty({ text }: Line): boolean {
  return /^\s*(#.*)?$/.test(text);
}

/** Whether the keys around the line are `catalog`, or a name below `catalogs`. */
function isInCatalog(lines: readonly Line[], at: number, indent: number): boolean {
  const path: string[] = [];
  let inner = indent;
  for (let i = at - 1; i >= 0 && inner > 0; i--) {
    const line = lines[i];
    if (line === undefined || isEmpty(line) || line.indent >= inner) continue;
    const key = /^\s*(['"]?)([^'":#]+)\1\s*:\s*(#.*)?$/.exec(line.text)?.[2];
    if (key === undefined) return false;
    path.unshift(key.trim());
    inner = line.indent;
  }
  if (inner > 0) return false;
  return path.length === 1 ? path[0] === 'catalog' : path.length === 2 && path[0] === 'catalogs';
}

/** The names that the block lists beside the line. */
function siblings(lines: readonly Line[], at: number, indent: number): string[] {
  const isOutside = (line: Line) => !isEmpty(line) && line.indent < indent;
  const from = lines.findLastIndex((line, i) => i < at && isOutside(line));
  const to = lines.findIndex((line, i) => i > at && isOutside(line));
  return lines
    .slice(from + 1, to < 0 ? undefined : to)
    .filter((line) => line !== lines[at] && !isEmpty(line) && line.indent === indent)
    .map((line) => unquoted(line.text.slice(partsOf(line).key.start, partsOf(line).key.end)));
}

function placeIn(line: Line, column: number, others: readonly string[]): EntryPlace {
  const { key, colon, value } = partsOf(line);
  const textOf = (span: Span | undefined) =>
    span ? unquoted(line.text.slice(span.start, span.end)) : undefined;
  const isRange = colon !== undefined && column > colon;
  const isAtWord = (span: Span | undefined): span is Span =>
    span !== undefined && span.start <= column && column <= span.end;
  const found = isRange ? value : key;
  const word = isAtWord(found) ? found : { start: column, end: column };
  const end = isRange ? word.end : (value?.end ?? (colon === undefined ? word.end : colon + 1));
  return {
    slot: isRange ? 'range' : 'name',
    syntax: 'yaml',
    scope: 'production',
    others,
    name: textOf(key) ?? '',
    range: textOf(value),
    typed: line.text.slice(word.start, column).replace(/^['"]/, ''),
    word: moved(word, line.start),
    entry: moved({ start: word.start, end }, line.start),
    isSplit: false,
    commaBefore: undefined,
    commaAfter: false,
  };
}

function partsOf({ text, indent }: Line): Parts {
  const body =
    /^("[^"]*"?|'[^']*'?|[^\s#:'"](?:[^:#]|:(?!\s|$)|(?<!\s)#)*)?/.exec(text.slice(indent))?.[0] ?? '';
  const keyEnd = indent + body.trimEnd().length;
  const behind = /^\s*:(?=\s|$)/.exec(text.slice(keyEnd));
  const colon = behind ? keyEnd + behind[0].length - 1 : undefined;
  return {
    key: { start: indent, end: keyEnd },
    colon,
    value: colon === undefined ? undefined : valueOf(text, colon),
  };
}

function valueOf(text: string, colon: number): Span | undefined {
  const found = /^(\s+)("[^"]*"?|'[^']*'?|[^\s#](?:[^#]|(?<!\s)#)*)/.exec(text.slice(colon + 1));
  const [, blank = '', value = ''] = found ?? [];
  const start = colon + 1 + blank.length;
  return found ? { start, end: start + value.trimEnd().length } : undefined;
}

function unquoted(text: string): string {
  return text.replace(/^(['"])(.*?)\1?$/, '$2');
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
