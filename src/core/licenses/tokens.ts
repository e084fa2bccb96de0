/** A piece of a license expression; `with`, `and` and `or` are words in any letter case. */
export interface Token {
  readonly kind: '(' | ')' | '+' | 'with' | 'and' | 'or' | 'word' | 'other';
  readonly text: string;
  /** Offset of the first character. */
  readonly at: number;
}

/** SPDX allows letters, digits, `-` and `.` in an id; `:` stands between DocumentRef and LicenseRef. */
const TOKEN = /[()]|\+|[A-Za-z0-9.:-]+|[^\s]/g;

/**
 * Cuts an expression into its tokens. A `+` counts only directly behind an id, as SPDX says; a character that has
 * no place in an expression is a token of kind `other`.
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    tokens.push({ kind: kindOf(match[0], match.index, tokens.at(-1)), text: match[0], at: match.index });
  }
  return tokens;
}

function kindOf(text: string, at: number, previous: Token | undefined): Token['kind'] {
  if (text === '(' || text === ')') return text;
  if (text === '+') return previous && endsAt(previous) === at && previous.kind === 'word' ? '+' : 'other';
  if (!/^[A-Za-z0-9.:-]/.test(text)) return 'other';
  const lower = text.toLowerCase();
  return lower === 'and' || lower === 'or' || lower === 'with' ? lower : 'word';
}

function endsAt(token: Token): number {
  return token.at + token.text.length;
}
