import { createScanner } from 'jsonc-parser';
import type { JSONScanner } from 'jsonc-parser';
import type { Span } from '../model';
import { textStart } from '../text';

/** The tokens of JSON. `junk` is what JSON does not know, such as `^1.0` without quotes. */
export type TokenKind = '{' | '}' | '[' | ']' | ':' | ',' | 'string' | 'scalar' | 'junk' | 'end';

export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The decoded content of a string; else as it is written. */
  readonly value: string;
  /** Whether a string ends in a quotation mark instead of at the end of its line. */
  readonly closed: boolean;
  /** Whether it is as JSON wants it: no unknown escape, no control character in a string. */
  readonly valid: boolean;
}

/** Reads one token after the other, comments and white space left out. */
export interface Tokens {
  /** The next token, or one `ahead` of it, without taking it. */
  peek(ahead?: number): Token;
  next(): Token;
  /** The first comment that was passed so far. */
  firstComment(): Span | undefined;
}

/** Numbers of jsonc-parser's `SyntaxKind`, a const enum that isolated modules cannot read. */
// prettier-ignore
const KINDS: readonly TokenKind[] = [
  'junk', '{', '}', '[', ']', ',', ':', 'scalar', 'scalar', 'scalar', 'string', 'scalar',
];
const FIRST_TRIVIA = 12;
const LINE_COMMENT = 12;
const BLOCK_COMMENT = 13;
const LAST_TRIVIA = 15;
const END = 17;
const UNEXPECTED_END_OF_STRING = 2;

/** Starts at `from`, by default behind a byte order mark. */
export function tokensOf(text: string, from = textStart(text)): Tokens {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  const ahead: Token[] = [];
  let comment: Span | undefined;

  const scan = (): Token => {
    let kind: number = scanner.scan();
    while (kind >= FIRST_TRIVIA && kind <= LAST_TRIVIA) {
      if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) comment ??= spanOf(scanner, text);
      kind = scanner.scan();
    }
    const error: number = scanner.getTokenError();
    const closed = error !== UNEXPECTED_END_OF_STRING;
    const span = closed ? spanOf(scanner, text) : unclosedSpan(scanner, text);
    return {
      kind: kind === END ? 'end' : (KINDS[kind] ?? 'junk'),
      ...span,
      value: closed ? scanner.getTokenValue() : text.slice(span.start + 1, span.end),
      closed,
      valid: error === 0,
    };
  };
  const peek = (index = 0): Token => {
    while (ahead.length < index) ahead.push(scan());
    const token = ahead[index] ?? scan();
    ahead[index] = token;
    return token;
  };
  return { peek, next: () => ahead.shift() ?? scan(), firstComment: () => comment };
}

function spanOf(scanner: JSONScanner, text: string): Span {
  const start = Math.min(scanner.getTokenOffset(), text.length);
  return { start, end: Math.min(start + scanner.getTokenLength(), text.length) };
}

/** A string that lacks its closing quotation mark ends with its line, before blanks and the comma. */
function unclosedSpan(scanner: JSONScanner, text: string): Span {
  const { start, end } = spanOf(scanner, text);
  const content = text.slice(start + 1, end).trimEnd();
  const typed = content.endsWith(',') ? content.slice(0, -1).trimEnd() : content;
  return { start, end: start + 1 + typed.length };
}
