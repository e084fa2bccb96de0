import { blockScopes } from '../manifests/packageJson';
import { tokensOf } from '../manifests/tokens';
import type { Token } from '../manifests/tokens';
import type { DependencyScope, Span } from '../model';

/** Where a cursor stands in a dependency block of a package.json, however half-typed. */
export interface EntryPlace {
  /** Whether a name or the range behind it is being typed. */
  readonly slot: 'name' | 'range';
  /** What is written: JSON in a package.json, YAML in the file of a workspace's catalogs. */
  readonly syntax: 'json' | 'yaml';
  readonly scope: DependencyScope;
  /** What the block lists besides the entry at the cursor. */
  readonly others: readonly string[];
  /** The name of the entry at the cursor, as far as it is typed. */
  readonly name: string;
  /** The range of the entry at the cursor; `undefined` where it has none yet. */
  readonly range: string | undefined;
  /** What of the word stands before the cursor, without its quotation mark. */
  readonly typed: string;
  /** The word under the cursor with its quotation marks; empty where there is none. */
  readonly word: Span;
  /** From the word to the end of the entry's value, where that stands on the same line; else `word`. */
  readonly entry: Span;
  /** The value stands on another line than the name: each is written for itself. */
  readonly isSplit: boolean;
  /** Where a comma is missing before the entry. */
  readonly commaBefore: number | undefined;
  /** Whether a comma is missing behind the entry. */
  readonly commaAfter: boolean;
}

/** Texts beyond this are no manifest that anybody types in. */
const MAX_LENGTH = 1_000_000;

/** Finds the place of `offset`; `undefined` where no dependency can be typed. Never throws. */
export function entryPlaceAt(text: string, offset: number): EntryPlace | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = allTokens(text);
  const before = tokens.filter(({ start }) => start < offset);
  const current = before.at(-1);
  const isInside = current !== undefined && isWord(current) && touches(current, offset);
  const at = isInside ? before.length - 1 : before.length;
  const scope = scopeAround(tokens, at);
  if (scope === undefined) return undefined;
  return placeIn({ text, tokens, at, word: isInside ? current : undefined, offset, scope });
}

/** The block that `offset` stands in; `undefined` outside of the blocks that list dependencies. */
export function blockAt(text: string, offset: number): DependencyScope | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens = allTokens(text);
  return scopeAround(tokens, tokens.filter(({ start }) => start < offset).length);
}

interface Spot {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The index of the word, or of what follows the cursor. */
  readonly at: number;
  readonly word: Token | undefined;
  readonly offset: number;
  readonly scope: DependencyScope;
}

function allTokens(text: string): Token[] {
  const scanner = tokensOf(text);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token.kind !== 'end'; token = scanner.next()) tokens.push(token);
  return tokens;
}

function isWord({ kind }: Token): boolean {
  return kind === 'string' || kind === 'junk' || kind === 'scalar';
}

/** A string that is closed ends before its last quotation mark. */
function touches(token: Token, offset: number): boolean {
  return token.kind === 'string' && token.closed ? offset < token.end : offset <= token.end;
}

/** The block that the token at `index` stands in, if that is one of the manifest's own. */
function scopeAround(tokens: readonly Token[], index: number): DependencyScope | undefined {
  const open: (string | undefined)[] = [];
  for (let i = 0; i < index; i++) {
    const { kind } = tokens[i] ?? { kind: 'end' };
    if (kind === '{' || kind === '[') {
      const key = kind === '{' && tokens[i - 1]?.kind === ':' ? tokens[i - 2]?.value : undefined;
      // A block that seems to stand within another: the closing brace of the first is missing.
      if (open.length === 2 && isScope(open[1]) && isScope(key)) open.pop();
      open.push(key);
    } else if (kind === '}' || kind === ']') open.pop();
  }
  return open.length === 2 ? blockScopes.get(open[1] ?? '') : undefined;
}

function isScope(key: string | undefined): boolean {
  return blockScopes.has(key ?? '');
}

function placeIn(spot: Spot): EntryPlace | undefined {
  const { tokens, at } = spot;
  const previous = tokens[at - 1];
  if (previous?.kind === ':') return rangePlace(spot);
  // Behind a name without its colon, nothing but the colon can be typed.
  if (previous !== undefined && isWord(previous) && tokens[at - 2]?.kind !== ':') return undefined;
  return namePlace(spot);
}

function namePlace(spot: Spot): EntryPlace {
  const { tokens, at, word, text } = spot;
  const next = word === undefined ? at : at + 1;
  const hasColon = word !== undefined && tokens[next]?.kind === ':';
  const value = hasColon ? valueAt(tokens, next + 1) : undefined;
  const behind = hasColon ? next + (value === undefined ? 1 : 2) : next;
  const span = spanOf(spot);
  const end = value?.end ?? (hasColon ? tokens[next]?.end : undefined) ?? span.end;
  const previous = tokens[at - 1];
  const isSplit = text.slice(span.start, end).includes('\n');
  return {
    slot: 'name',
    syntax: 'json',
    ...shared(spot, word),
    range: value?.value,
    entry: isSplit ? span : { start: span.start, end },
    isSplit,
    commaBefore:
      previous !== undefined && previous.kind !== '{' && previous.kind !== ',' ? previous.end : undefined,
    commaAfter: !isSplit && isKeyAt(tokens, behind),
  };
}

function rangePlace(spot: Spot): EntryPlace {
  const { tokens, at, word } = spot;
  const span = spanOf(spot);
  return {
    slot: 'range',
    syntax: 'json',
    ...shared(spot, tokens[at - 2]),
    range: word?.value,
    entry: span,
    isSplit: false,
    commaBefore: undefined,
    commaAfter: isKeyAt(tokens, word === undefined ? at : at + 1),
  };
}

function shared(spot: Spot, key: Token | undefined) {
  const { text, word, offset, scope } = spot;
  const typed = word === undefined ? '' : text.slice(word.start, offset).replace(/^"/, '');
  return { scope, others: othersIn(spot, key), name: key?.value ?? '', typed, word: spanOf(spot) };
}

function spanOf({ word, offset }: Spot): Span {
  return word === undefined ? { start: offset, end: offset } : { start: word.start, end: word.end };
}

/** The value of an entry; a string before a colon is the next name. */
function valueAt(tokens: readonly Token[], index: number): Token | undefined {
  const token = tokens[index];
  return token !== undefined && isWord(token) && tokens[index + 1]?.kind !== ':' ? token : undefined;
}

function isKeyAt(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.kind === 'string';
}

/** The names of the block around the cursor, up to its braces, without that of the entry itself. */
function othersIn({ tokens, at }: Spot, key: Token | undefined): string[] {
  const from = tokens.findLastIndex(({ kind }, i) => i < at && kind === '{');
  const to = tokens.findIndex(({ kind }, i) => i >= at && (kind === '}' || kind === '{'));
  return tokens
    .slice(from + 1, to < 0 ? undefined : to)
    .filter((token, i, all) => token !== key && token.kind === 'string' && all[i + 1]?.kind === ':')
    .map(({ value }) => value);
}
