import type { Span } from '../model';
import type { CodeToken } from './tokens';
import { tokenizeCode } from './tokens';

/** A place where code names a module. */
export interface ModuleUse {
  /** As written: `moment`, `moment/locale/de`. */
  readonly specifier: string;
  /** Of the specifier, without its quotes. */
  readonly span: Span;
}

/** Functions that take a module's name, by the objects that have them. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  require: ['resolve'],
  jest: [
    'mock',
    'doMock',
    'unmock',
    'dontMock',
    'setMock',
    'requireActual',
    'requireMock',
    'createMockFromModule',
    'genMockFromModule',
    'unstable_mockModule',
  ],
  vi: ['mock', 'doMock', 'unmock', 'doUnmock', 'importActual', 'importMock'],
  meta: ['resolve'],
};

/**
 * Where JavaScript or TypeScript (JSX included) names modules: `import`, `export … from`, `import()`, `require()` and
 * what resolves or mocks modules, `declare module` and `/// <reference types>`, in the order of the text. Comments and
 * other strings are no uses. Total.
 */
export function moduleUses(text: string): readonly ModuleUse[] {
  const { tokens, directives } = tokenizeCode(text);
  // `export default x` may stand before an import without a semicolon: both would claim its module.
  const found = new Set(tokens.flatMap((_token, index) => useAt(tokens, index) ?? []));
  return [...[...found].map(useOf), ...directives.flatMap(typesIn)].sort(
    (a, b) => a.span.start - b.span.start,
  );
}

function useOf({ text, start, end }: CodeToken): ModuleUse {
  return { specifier: text, span: { start, end } };
}

/** The string in which the use that begins at a token names its module. */
function useAt(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const token = tokens[index];
  if (token?.kind !== 'word') return undefined;
  const isMember = tokens[index - 1]?.text === '.' && tokens[index - 1]?.kind === 'sign';
  if (isMember) return memberUse(tokens, index);
  switch (token.text) {
    case 'import':
      return stringAt(tokens, index + 1) ?? argument(tokens, index + 1) ?? fromClause(tokens, index + 1);
    case 'export':
      return fromClause(tokens, index + 1);
    case 'require':
      return argument(tokens, index + 1);
    case 'module':
      return tokens[index - 1]?.text === 'declare' ? stringAt(tokens, index + 1) : undefined;
    default:
      return undefined;
  }
}

function memberUse(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const owner = tokens[index - 2]?.text ?? '';
  const functions = Object.hasOwn(FUNCTIONS, owner) ? FUNCTIONS[owner] : undefined;
  return functions?.includes(tokens[index]?.text ?? '') ? argument(tokens, index + 1) : undefined;
}

function stringAt(tokens: readonly CodeToken[], index: number): CodeToken | undefined {
  const token = tokens[index];
  return token?.kind === 'string' ? token : undefined;
}

/** `('x')`, with what TypeScript may have before it: `<typeof import('x')>`, and `?.`. */
function argument(tokens: readonly CodeToken[], from: number): CodeToken | undefined {
  let index = from;
  if (isSign(tokens[index], '<')) {
    for (let depth = 0; index < tokens.length; index++) {
      if (isSign(tokens[index], '<')) depth++;
      if (isSign(tokens[index], '>') && --depth === 0) break;
      if (isSign(tokens[index], ';')) return undefined;
    }
    index++;
  }
  if (!isSign(tokens[index], '(')) return undefined;
  const string = stringAt(tokens, index + 1);
  // Only a whole argument is a name: `require('a' + b)` is not.
  const ends = isSign(tokens[index + 2], ')') || isSign(tokens[index + 2], ',');
  return ends ? string : undefined;
}

/** `x, { y as z } from 'm'`: nothing else stands between. */
function fromClause(tokens: readonly CodeToken[], from: number): CodeToken | undefined {
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === 'word' && token.text === 'from') {
      const string = stringAt(tokens, index + 1);
      if (string !== undefined) return string;
    }
    if (token?.kind === 'sign' && !'{},*'.includes(token.text)) return undefined;
    if (token?.kind === 'word' && DECLARES.has(token.text)) return undefined;
  }
  return undefined;
}

/** An `export` that goes on like this exports a declaration. */
const DECLARES: ReadonlySet<string> = new Set([
  'const',
  'let',
  'var',
  'function',
  'class',
  'enum',
  'interface',
  'namespace',
  'abstract',
  'async',
  'return',
  'if',
  'for',
]);

function isSign(token: CodeToken | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text;
}

function typesIn({ text, start }: CodeToken): ModuleUse[] {
  const found = /^\/\/\/\s*<reference\s+[^>]*?\btypes\s*=\s*(["'])([^"']+)\1/.exec(text);
  const specifier = found?.[2];
  if (found === null || specifier === undefined) return [];
  const at = start + found[0].length - 1 - specifier.length;
  return [{ specifier, span: { start: at, end: at + specifier.length } }];
}
