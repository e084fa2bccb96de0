import type { Span } from '../../model';

/** A step into a document: a key of a mapping, or `[]` for an item of a sequence. */
export type Step = string;

/** Where a cursor stands in a half-typed YAML document. */
export interface Place {
  /** From the root to the mapping, sequence or value that the cursor is in. */
  readonly path: readonly Step[];
  /** `key` before a colon was typed (perhaps a plain item of a sequence), `value` behind one. */
  readonly slot: 'key' | 'value';
  /** What stands before the cursor of the word that is being typed. */
  readonly prefix: string;
  /** The word under the cursor, to be replaced. */
  readonly word: Span;
  /** Keys that the same mapping already has before the cursor. */
  readonly taken: readonly string[];
}

interface Frame {
  readonly indent: number;
  readonly step: Step;
}

interface Flow {
  readonly open: '[' | '{';
  key: string | undefined;
  readonly taken: string[];
  /** Offset in the line-joined text at which the current word may begin. */
  wordStart: number;
}

interface Scan {
  readonly frames: Frame[];
  readonly flow: Flow[];
  readonly taken: Map<string, string[]>;
  slot: 'key' | 'value';
  wordStart: number;
}

/**
 * Finds the place of `offset`. Reads lines, not a tree: a document that is being typed seldom parses. Knows block and
 * flow collections; text in block scalars is taken for keys at worst, which offers too much and breaks nothing.
 */
export function placeOf(text: string, offset: number): Place {
  const scan: Scan = { frames: [], flow: [], taken: new Map(), slot: 'key', wordStart: 0 };
  for (let start = 0; start <= offset;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 || newline >= offset ? offset : newline;
    if (end === offset || !isBlank(text.slice(start, end))) scanLine(text, start, end, scan);
    start = end === offset ? offset + 1 : end + 1;
  }
  return placeFrom(text, offset, scan);
}

/** A line that says nothing about where we are. */
function isBlank(line: string): boolean {
  return /^\s*(#|$)/.test(line);
}

function placeFrom(text: string, offset: number, { frames, flow, taken, slot, wordStart }: Scan): Place {
  const block = frames.map(({ step }) => step);
  const path = [...block, ...flow.flatMap(flowSteps)];
  const inner = flow.at(-1);
  const start = skipSpace(text, inner?.wordStart ?? wordStart, offset);
  return {
    path,
    slot: inner === undefined ? slot : inner.open === '{' && inner.key === undefined ? 'key' : 'value',
    prefix: text.slice(start, offset).replace(/^["']/, ''),
    word: { start, end: offset + (/^[\w.:@/+-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0) },
    taken: inner?.taken ?? taken.get(block.join('\0')) ?? [],
  };
}

function flowSteps({ open, key }: Flow): Step[] {
  if (open === '[') return ['[]'];
  return key === undefined ? [] : [key];
}

const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#,[\]{}"'&*!|>%@`-][^:#]*?|-[^\s:#][^:#]*?)\s*:(?=\s|$)/;

function scanLine(text: string, start: number, end: number, scan: Scan): void {
  if (scan.flow.length > 0) {
    scanFlow(text, start, end, scan);
    return;
  }
  const line = text.slice(start, end);
  let column = line.length - line.trimStart().length;
  if (isBlank(line)) {
    popTo(scan.frames, column, false);
    Object.assign(scan, { slot: 'key', wordStart: start + column });
    return;
  }
  for (let dash = /^-(\s+|$)/.exec(line.slice(column)); dash; dash = /^-(\s+|$)/.exec(line.slice(column))) {
    popTo(scan.frames, column, true);
    scan.frames.push({ indent: column, step: '[]' });
    column += dash[0].length;
  }
  scanEntry(text, start, end, column, scan);
}

function scanEntry(text: string, start: number, end: number, column: number, scan: Scan): void {
  const rest = text.slice(start + column, end);
  const key = KEY.exec(rest);
  popTo(scan.frames, column, false);
  if (key?.[1] === undefined) {
    Object.assign(scan, { slot: 'key', wordStart: start + column });
    scanFlow(text, start + column, end, scan);
    return;
  }
  const name = unquote(key[1]);
  note(scan.taken, scan.frames, name);
  scan.frames.push({ indent: column, step: name });
  Object.assign(scan, { slot: 'value', wordStart: start + column + key[0].length });
  scanFlow(text, start + column + key[0].length, end, scan);
}

/** A sequence may stand at the indent of its key, so a dash at that indent keeps the key. */
function popTo(frames: Frame[], column: number, dash: boolean): void {
  for (let last = frames.at(-1); last !== undefined; last = frames.at(-1)) {
    if (last.indent < column || (dash && last.indent === column && last.step !== '[]')) return;
    frames.pop();
  }
}

/** Follows brackets and braces; plain text outside of them is a scalar and needs nothing. */
function scanFlow(text: string, start: number, end: number, scan: Scan): void {
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    const inner = scan.flow.at(-1);
    if (inner === undefined && char !== '[' && char !== '{' && char.trim() !== '') return;
    if (char === '#' && text.charAt(at - 1).trim() === '') return;
    if (char === '"' || char === "'") at = closingQuote(text, at, end);
    else if (char === '[' || char === '{') open(scan, char, at);
    else if (char === ']' || char === '}') close(scan, at);
    else if (inner !== undefined && char === ',') nextEntry(inner, at);
    else if (inner?.open === '{' && char === ':' && inner.key === undefined) setKey(inner, text, at);
  }
}

function open(scan: Scan, char: '[' | '{', at: number): void {
  scan.flow.push({ open: char, key: undefined, taken: [], wordStart: at + 1 });
}

function close(scan: Scan, at: number): void {
  scan.flow.pop();
  const outer = scan.flow.at(-1);
  if (outer !== undefined) outer.wordStart = at + 1;
}

function nextEntry(flow: Flow, at: number): void {
  flow.key = undefined;
  flow.wordStart = at + 1;
}

function setKey(flow: Flow, text: string, at: number): void {
  flow.key = unquote(text.slice(flow.wordStart, at).trim());
  flow.taken.push(flow.key);
  flow.wordStart = at + 1;
}

/** The closing quote, or the end of what was typed so far. */
function closingQuote(text: string, at: number, end: number): number {
  const close = text.indexOf(text.charAt(at), at + 1);
  return close < 0 || close >= end ? end : close;
}

function note(taken: Map<string, string[]>, frames: readonly Frame[], name: string): void {
  const at = frames.map(({ step }) => step).join('\0');
  const names = taken.get(at);
  if (names === undefined) taken.set(at, [name]);
  else names.push(name);
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charAt(at).trim() === '') at++;
  return at;
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}
