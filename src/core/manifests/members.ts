import type { Span } from '../model';
import type { Token, Tokens } from './tokens';
import { t } from '../present/language';

/** One property of an object, as far as it is typed. */
export interface Member {
  readonly key: Token;
  /** `undefined` while it is missing: then the name is still being typed. */
  readonly colon: Token | undefined;
  /** The value, or where it opens; `undefined` while it is missing. */
  readonly value: Token | undefined;
}

export interface MemberReader {
  /** Gets each property. Where the value opens an object or array, it may read it; what it leaves is skipped. */
  member(member: Member): void;
  /** Gets each error of syntax: where, and what is wrong. */
  error(span: Span, what: string): void;
  /** Gets a comma before the closing brace. */
  trailingComma(comma: Token): void;
  /** Whether the next property belongs to the object around, because the closing brace is missing. */
  endsBefore?(tokens: Tokens): boolean;
}

/**
 * Reads the properties of an object whose opening brace was just taken, up to and with its closing brace.
 *
 * Made for text that is being typed: a string before a colon is a key wherever it stands, so that a missing comma,
 * colon, value or quotation mark costs one property and not the next one too. Takes no stack, however deep the text.
 */
export function readMembers(tokens: Tokens, reader: MemberReader): void {
  let before: Token | 'member' | undefined;
  for (let token = tokens.peek(); token.kind !== '}'; token = tokens.peek()) {
    if (token.kind === 'end' || reader.endsBefore?.(tokens) === true) {
      reader.error(token, t('a closing brace } is missing here'));
      return;
    }
    if (token.kind === 'string') {
      if (before === 'member') reader.error(token, t('the comma before it is missing'));
      readMember(tokens, reader);
      before = 'member';
    } else if (token.kind === ',') {
      if (before !== 'member') reader.error(token, t('a property is missing before this comma'));
      before = tokens.next();
    } else {
      skipStray(tokens, reader);
    }
  }
  tokens.next();
  if (before !== undefined && before !== 'member') reader.trailingComma(before);
}

function readMember(tokens: Tokens, reader: MemberReader): void {
  const key = tokens.next();
  const colon = tokens.peek().kind === ':' ? tokens.next() : undefined;
  const value = colon === undefined ? undefined : valueAt(tokens);
  const fault = faultOf({ key, colon, value });
  if (fault !== undefined) reader.error(value ?? key, fault);
  if (value !== undefined && !opens(value)) tokens.next();
  reader.member({ key, colon, value });
  if (value !== undefined && opens(value) && tokens.peek().start === value.start)
    skipCompound(tokens, reader);
}

function faultOf({ key, colon, value }: Member): string | undefined {
  if (!key.closed || value?.closed === false) return t('a closing quotation mark is missing');
  if (colon === undefined) return t('a colon and a value are missing here');
  if (value === undefined) return t('a value is missing here');
  if (value.kind === 'junk') return t('a value that is not in quotation marks');
  return key.valid && value.valid ? undefined : t('a character or escape that JSON does not know');
}

/** The next token where it is a value. A string before a colon is the next key. */
function valueAt(tokens: Tokens): Token | undefined {
  const token = tokens.peek();
  if (token.kind === 'string') return tokens.peek(1).kind === ':' ? undefined : token;
  return token.kind === 'scalar' || token.kind === 'junk' || opens(token) ? token : undefined;
}

function opens(token: Token): boolean {
  return token.kind === '{' || token.kind === '[';
}

function skipStray(tokens: Tokens, reader: MemberReader): void {
  reader.error(tokens.peek(), t('a property "name": "value" is expected here'));
  if (opens(tokens.peek())) skipCompound(tokens, reader);
  else tokens.next();
}

/**
 * Takes an object or array with all that is in it. An array that is not closed ends where a key or a closing brace
 * shows that the object around it goes on.
 */
function skipCompound(tokens: Tokens, reader: MemberReader): void {
  const open: ('{' | '[')[] = [];
  do {
    const { kind } = tokens.peek();
    if (kind === 'end') return;
    if (kind === '{' || kind === '[') open.push(kind);
    else if (kind === ']' && open.at(-1) === '[') open.pop();
    else if (kind === '}' || isKey(tokens)) {
      if (open.at(-1) === '[') reader.error(tokens.peek(), t('a closing bracket ] is missing here'));
      while (open.at(-1) === '[') open.pop();
      if (open.length === 0) return;
      if (kind === '}') open.pop();
    }
    tokens.next();
  } while (open.length > 0);
}

function isKey(tokens: Tokens): boolean {
  return tokens.peek().kind === 'string' && tokens.peek(1).kind === ':';
}
