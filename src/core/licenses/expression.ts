import type { LicenseExpression, LicenseNote, LicenseTerm } from '../model';
import { flattenExpression, joinTerms } from './flatten';
import { officialExceptionId, officialLicenseId } from './ids';
import { isDeprecated, isDeprecatedException } from './deprecated';
import { tokenize, type Token } from './tokens';

/** What a reader of an expression would have liked to see where it stopped. */
export type Expected =
  | 'a license id'
  | 'an SPDX license id'
  | 'an SPDX exception id'
  | 'AND, OR, WITH or the end'
  | 'AND, OR or the end'
  | 'a closing parenthesis'
  | 'fewer nested terms';

export type ParsedExpression =
  | {
      readonly ok: true;
      readonly expression: LicenseExpression;
      /** `case` where letter case was mended, `deprecated-id` where SPDX has replaced an id. */
      readonly notes: readonly LicenseNote[];
    }
  /** `at` is the offset in the text, `expected` what should stand there. */
  | { readonly ok: false; readonly at: number; readonly expected: Expected };

/** The terms read so far inside one pair of parentheses: a list of OR branches, the last of them still growing. */
interface Frame {
  readonly branches: LicenseExpression[];
  growing: LicenseExpression[];
}

/**
 * Reads an SPDX license expression (SPDX 2.3 annex D: WITH binds tighter than AND, AND tighter than OR).
 *
 * Ids and operators are matched in any letter case, ids come out in the official case. Nested terms of the same kind
 * are flattened. Never throws; linear in the length of the text, and needs no call stack for parentheses.
 */
export function parseExpression(text: string): ParsedExpression {
  return new Reader(text).read();
}

/** The canonical form: official case, parentheses only where the tree needs them. */
export function printExpression(expression: LicenseExpression): string {
  return print(flattenExpression(expression) ?? expression, false);
}

/** One license with its plus and exception, as written in an expression. */
export function printTerm({ id, plus, exception }: LicenseTerm): string {
  return `${id}${plus ? '+' : ''}${exception === undefined ? '' : ` WITH ${exception}`}`;
}

function print(expression: LicenseExpression, insideAnd: boolean): string {
  if (expression.type === 'license') return printTerm(expression);
  const isAnd = expression.type === 'and';
  const text = expression.terms.map((term) => print(term, isAnd)).join(isAnd ? ' AND ' : ' OR ');
  return insideAnd ? `(${text})` : text;
}

class Reader {
  private readonly tokens: readonly Token[];
  private readonly notes = new Set<LicenseNote>();
  private readonly outer: Frame[] = [];
  private frame: Frame = newFrame();
  private next = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  read(): ParsedExpression {
    for (;;) {
      const failure = this.readOperand() ?? this.readAfterOperand();
      if (failure === 'done') return this.finish();
      if (failure) return failure;
    }
  }

  /** Reads opening parentheses and one license. */
  private readOperand(): ParsedExpression | undefined {
    while (this.peek()?.kind === '(') {
      this.outer.push(this.frame);
      this.frame = newFrame();
      this.next++;
    }
    const token = this.peek();
    if (token?.kind !== 'word') return this.fail('a license id');
    this.next++;
    const id = this.licenseId(token.text);
    if (id === undefined) return this.fail('an SPDX license id', token.at);
    const plus = this.peek()?.kind === '+';
    if (plus) this.next++;
    return this.readException({ type: 'license', id, plus });
  }

  private readException(term: LicenseTerm): ParsedExpression | undefined {
    if (this.peek()?.kind !== 'with') {
      this.frame.growing.push(term);
      return undefined;
    }
    this.noteOperator(this.take());
    const token = this.peek();
    const exception = token?.kind === 'word' ? this.exceptionId(token.text) : undefined;
    if (exception === undefined) return this.fail('an SPDX exception id');
    this.next++;
    this.frame.growing.push({ ...term, exception });
    return undefined;
  }

  /** Reads closing parentheses and one AND or OR. */
  private readAfterOperand(): ParsedExpression | 'done' | undefined {
    while (this.peek()?.kind === ')') {
      const outer = this.outer.pop();
      if (!outer) return this.fail('AND, OR or the end');
      outer.growing.push(closeFrame(this.frame));
      this.frame = outer;
      this.next++;
    }
    const token = this.peek();
    if (!token) return 'done';
    if (token.kind !== 'and' && token.kind !== 'or') return this.failAfterOperand();
    this.noteOperator(this.take());
    if (token.kind === 'or') startBranch(this.frame);
    return undefined;
  }

  private finish(): ParsedExpression {
    if (this.outer.length > 0) return this.fail('a closing parenthesis');
    const expression = flattenExpression(closeFrame(this.frame));
    if (!expression) return this.fail('fewer nested terms', 0);
    return { ok: true, expression, notes: [...this.notes] };
  }

  private licenseId(word: string): string | undefined {
    const id = officialLicenseId(word) ?? referenceId(word, 'LicenseRef-');
    if (id !== undefined && id !== word) this.notes.add('case');
    if (id !== undefined && isDeprecated(id)) this.notes.add('deprecated-id');
    return id;
  }

  private exceptionId(word: string): string | undefined {
    const id = officialExceptionId(word) ?? referenceId(word, 'AdditionRef-');
    if (id !== undefined && id !== word) this.notes.add('case');
    if (id !== undefined && isDeprecatedException(id)) this.notes.add('deprecated-id');
    return id;
  }

  /** SPDX 3 takes operators in all upper or all lower case; anything else is read, and noted. */
  private noteOperator({ text }: Token): void {
    if (text !== text.toUpperCase() && text !== text.toLowerCase()) this.notes.add('case');
  }

  private failAfterOperand(): ParsedExpression {
    const previous = this.tokens[this.next - 1];
    const mayTakeWith = previous?.kind === 'word' && this.tokens[this.next - 2]?.kind !== 'with';
    return this.fail(mayTakeWith ? 'AND, OR, WITH or the end' : 'AND, OR or the end');
  }

  private fail(expected: Expected, at = this.peek()?.at ?? this.text.length): ParsedExpression {
    return { ok: false, at, expected };
  }

  private peek(): Token | undefined {
    return this.tokens[this.next];
  }

  private take(): Token {
    const token = this.tokens[this.next++];
    return token ?? { kind: 'other', text: '', at: this.text.length };
  }
}

/** `LicenseRef-…`, perhaps behind `DocumentRef-…:`; the prefixes in the official case, the rest as written. */
function referenceId(word: string, prefix: 'LicenseRef-' | 'AdditionRef-'): string | undefined {
  const match = /^(?:documentref-([a-z0-9.-]+):)?(licenseref-|additionref-)([a-z0-9.-]+)$/i.exec(word);
  if (match?.[2]?.toLowerCase() !== prefix.toLowerCase()) return undefined;
  const name = `${prefix}${match[3] ?? ''}`;
  return match[1] === undefined ? name : `DocumentRef-${match[1]}:${name}`;
}

function newFrame(): Frame {
  return { branches: [], growing: [] };
}

function startBranch(frame: Frame): void {
  frame.branches.push(joinTerms('and', frame.growing));
  frame.growing = [];
}

function closeFrame(frame: Frame): LicenseExpression {
  startBranch(frame);
  return joinTerms('or', frame.branches);
}
