/** A token of JavaScript or TypeScript that can be part of an import. Spans of strings are of their content. */
export interface CodeToken {
  readonly kind: 'word' | 'string' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface CodeTokens {
  readonly tokens: readonly CodeToken[];
  /** Comments that begin with three slashes: `/// <reference types="x" />`. */
  readonly directives: readonly CodeToken[];
}

/** Behind these a slash begins a regular expression, though they look like the end of a value. */
const BEFORE_REGEX: ReadonlySet<string> = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'do',
  'else',
  'void',
  'delete',
  'instanceof',
  'new',
  'throw',
  'yield',
  'await',
  'default',
]);

const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*|\d[\w.]*/uy;

/**
 * Splits code into words, strings and signs. Comments, regular expressions and the text of templates are passed over;
 * what stands in `${…}` is not. Total: unfinished and unknown text is passed over, a string ends with its line at the
 * latest, so that an apostrophe in the text of JSX spoils one line at most.
 */
export function tokenizeCode(text: string): CodeTokens {
  return new Tokenizer(text).run();
}

class Tokenizer {
  private readonly tokens: CodeToken[] = [];
  private readonly directives: CodeToken[] = [];
  /** How deep in braces each open `${` began. */
  private readonly templates: number[] = [];
  private at = 0;
  private braces = 0;

  constructor(private readonly text: string) {}

  run(): CodeTokens {
    while (this.at < this.text.length) this.step();
    return { tokens: this.tokens, directives: this.directives };
  }

  private step(): void {
    const sign = this.text.charAt(this.at);
    if (/\s/.test(sign)) this.at++;
    else if (sign === '/') this.slash();
    else if (sign === '"' || sign === "'") this.string(sign);
    else if (sign === '`') this.template(this.at + 1);
    else if (!this.word()) this.sign(sign);
  }

  private slash(): void {
    const next = this.text.charAt(this.at + 1);
    if (next === '/') this.lineComment();
    else if (next === '*') this.at = this.after('*/', this.at + 2);
    else if (this.mayBeRegex()) this.regex();
    else this.sign('/');
  }

  private lineComment(): void {
    const end = this.lineEnd(this.at);
    if (this.text.startsWith('///', this.at))
      this.directives.push({ kind: 'string', text: this.text.slice(this.at, end), start: this.at, end });
    this.at = end;
  }

  private mayBeRegex(): boolean {
    const last = this.tokens.at(-1);
    if (last === undefined) return true;
    if (last.kind === 'word') return BEFORE_REGEX.has(last.text);
    // `</a>` closes an element of JSX.
    return last.kind === 'sign' && !/[)\]}<]/.test(last.text);
  }

  private regex(): void {
    const found = /\/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\[\r\n])+\/[a-z]*/y;
    found.lastIndex = this.at;
    const [whole] = found.exec(this.text) ?? [];
    if (whole === undefined) this.sign('/');
    else this.at += whole.length;
  }

  private string(quote: string): void {
    const start = this.at + 1;
    let end = start;
    while (end < this.text.length && !/[\r\n]/.test(this.text.charAt(end)) && this.text.charAt(end) !== quote)
      end += this.text.charAt(end) === '\\' ? 2 : 1;
    const closed = this.text.charAt(end) === quote;
    if (closed) this.push('string', start, end);
    this.at = closed ? end + 1 : start;
  }

  /** One without `${…}` is a string; else its expressions are read, each up to the brace that ends it. */
  private template(start: number): void {
    let end = start;
    while (end < this.text.length && this.text.charAt(end) !== '`') {
      if (this.text.startsWith('${', end)) {
        this.templates.push(this.braces++);
        this.push('sign', end + 1, (this.at = end + 2));
        return;
      }
      end += this.text.charAt(end) === '\\' ? 2 : 1;
    }
    if (this.text.charAt(start - 1) === '`') this.push('string', start, Math.min(end, this.text.length));
    this.at = end + 1;
  }

  private word(): boolean {
    WORD.lastIndex = this.at;
    const [whole] = WORD.exec(this.text) ?? [];
    if (whole === undefined) return false;
    this.push('word', this.at, this.at + whole.length);
    this.at += whole.length;
    return true;
  }

  private sign(sign: string): void {
    if (sign === '{') this.braces++;
    if (sign === '}') this.braces--;
    const endsTemplate = sign === '}' && this.templates.at(-1) === this.braces;
    this.push('sign', this.at, this.at + 1);
    this.at++;
    if (!endsTemplate) return;
    this.templates.pop();
    this.template(this.at);
  }

  private push(kind: CodeToken['kind'], start: number, end: number): void {
    this.tokens.push({ kind, text: this.text.slice(start, end), start, end });
  }

  private after(mark: string, from: number): number {
    const found = this.text.indexOf(mark, from);
    return found < 0 ? this.text.length : found + mark.length;
  }

  private lineEnd(from: number): number {
    const offset = this.text.slice(from).search(/[\r\n]/);
    return offset < 0 ? this.text.length : from + offset;
  }
}
