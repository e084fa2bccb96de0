import type { Span } from '../model';

/** A place as people and editors count it: both from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Range extends Position {
  readonly endLine: number;
  readonly endColumn: number;
}

export interface LineIndex {
  positionOf(offset: number): Position;
  rangeOf(span: Span): Range;
}

const BOM = 0xfeff;

/**
 * Finds lines and columns in a text. Lines end at LF, CRLF or CR, as in an editor. A byte order mark takes no column:
 * an editor does not count it, because it is no part of its document.
 */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const bom = text.charCodeAt(0) === BOM ? 1 : 0;
  const positionOf = (offset: number): Position => {
    const inside = Math.min(Math.max(offset, bom), text.length);
    const line = lastStartAtOrBefore(starts, inside);
    const start = line === 0 ? bom : (starts[line] ?? 0);
    return { line: line + 1, column: inside - start + 1 };
  };
  const rangeOf = (span: Span): Range => {
    const start = positionOf(span.start);
    const end = positionOf(span.end);
    return { ...start, endLine: end.line, endColumn: end.column };
  };
  return { positionOf, rangeOf };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

function lastStartAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
