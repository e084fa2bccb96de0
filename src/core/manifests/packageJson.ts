import type { Dependency, DependencyScope, Manifest, Parsed, Span } from '../model';
import { conflictMarker, textStart } from '../text';
import { readMembers } from './members';
import type { Member } from './members';
import { isPackageName } from './packageName';
import { collectProblems, quoteName } from './problems';
import type { ProblemCollector } from './problems';
import { classifySpecifier } from './specifier';
import { tokensOf } from './tokens';
import type { Token, Tokens } from './tokens';
import { t } from '../present/language';

/** In UTF-16 code units; far above any real manifest, so that no text can hold up an editor. */
const MAX_LENGTH = 5_000_000;

/** The blocks of a package.json that list dependencies. */
export const blockScopes: ReadonlyMap<string, DependencyScope> = new Map([
  ['dependencies', 'production'],
  ['devDependencies', 'development'],
  ['peerDependencies', 'peer'],
  ['optionalDependencies', 'optional'],
]);

interface Draft {
  name: string | undefined;
  version: string | undefined;
  private: boolean;
  readonly dependencies: Dependency[];
}

interface Reading {
  readonly tokens: Tokens;
  readonly problems: ProblemCollector;
  readonly draft: Draft;
  /** The dependency blocks that were seen. */
  readonly blocks: Set<string>;
}

/**
 * Reads the dependencies of a package.json, in the order of the text, with offsets into the text as given (a byte
 * order mark counts). Half-typed text yields every entry that has its colon; of a repeated key every entry is kept.
 * Never throws.
 *
 * @returns the manifest, and problems with the codes `manifest.too-large`, `empty`, `root`, `syntax` (the first error
 *   only: others tend to follow from it), `conflict`, `comment`, `trailing-comma`, `block`, `value`, `package-name`
 *   and `duplicate-key`.
 */
export function parseManifest(text: string): Parsed<Manifest> {
  const draft: Draft = { name: undefined, version: undefined, private: false, dependencies: [] };
  const problems = collectProblems();
  if (text.length > MAX_LENGTH) problems.add('too-large');
  else readText(text, { tokens: tokensOf(text), problems, draft, blocks: new Set() });
  return { value: draft, problems: problems.list };
}

function readText(text: string, reading: Reading): void {
  const { tokens, problems } = reading;
  const conflict = conflictMarker(text);
  if (conflict !== undefined) problems.add('conflict', conflict);
  const first = tokens.next();
  if (first.kind === '{') readRoot(reading);
  else if (first.kind === 'end') problems.add('empty', first);
  else problems.add('root', first);
  const comment = tokens.firstComment();
  if (comment !== undefined) problems.add('comment', comment);
  const isExplained = problems.has('empty', 'root', 'conflict', 'syntax', 'comment', 'trailing-comma');
  if (!isExplained && !isJson(text))
    problems.add('syntax', undefined, t('a part that lists no dependencies is broken'));
}

/** What is passed over is not looked at closely: the platform's parser is asked whether all is well. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text.slice(textStart(text)));
    return true;
  } catch {
    return false;
  }
}

function readRoot(reading: Reading): void {
  const { tokens, problems } = reading;
  readMembers(tokens, {
    member: (member) => readProperty(member, reading),
    error: (span, what) => problems.add('syntax', span, what),
    trailingComma: (comma) => problems.add('trailing-comma', comma),
  });
  if (tokens.peek().kind !== 'end')
    problems.add('syntax', tokens.peek(), t('something follows the last closing brace'));
}

function readProperty({ key, value }: Member, reading: Reading): void {
  const { draft, problems, blocks } = reading;
  if (key.value === 'name' && value?.kind === 'string') draft.name = value.value;
  if (key.value === 'version' && value?.kind === 'string') draft.version = value.value;
  if (key.value === 'private') draft.private = value?.kind === 'scalar' && value.value === 'true';
  const scope = blockScopes.get(key.value);
  if (scope === undefined || value === undefined) return;
  if (blocks.has(key.value)) problems.add('duplicate-key', contentOf(key), quoteName(key.value));
  blocks.add(key.value);
  if (value.kind === '{') readBlock(scope, reading);
  else problems.add('block', value, quoteName(key.value));
}

function readBlock(scope: DependencyScope, { tokens, problems, draft }: Reading): void {
  const names = new Set<string>();
  tokens.next();
  readMembers(tokens, {
    member: (member) => {
      if (member.colon === undefined) return;
      if (names.has(member.key.value))
        problems.add('duplicate-key', contentOf(member.key), quoteName(member.key.value));
      names.add(member.key.value);
      draft.dependencies.push(dependencyOf(scope, member));
      reportEntry(member, problems);
    },
    error: (span, what) => problems.add('syntax', span, what),
    trailingComma: (comma) => problems.add('trailing-comma', comma),
    endsBefore: isBlock,
  });
}

/** Where one block seems to stand within another, the closing brace of the first is missing. */
function isBlock(tokens: Tokens): boolean {
  return blockScopes.has(tokens.peek().value) && tokens.peek(1).kind === ':' && tokens.peek(2).kind === '{';
}

function dependencyOf(scope: DependencyScope, { key, colon, value }: Member): Dependency {
  const name = key.value;
  const typed = value?.kind === 'string' ? value : undefined;
  const range = typed?.value ?? '';
  const specifier = specifierOf(name, value);
  return {
    name,
    packageName: specifier.kind === 'registry' ? specifier.name : name,
    scope,
    range,
    specifier,
    nameSpan: contentOf(key),
    rangeSpan: typed === undefined ? { start: key.end, end: key.end } : contentOf(typed),
    entrySpan: { start: key.start, end: (value ?? colon ?? key).end },
  };
}

/** An empty text means any version; a missing value means nothing yet: nobody knows what is about to be typed. */
function specifierOf(name: string, value: Token | undefined): Dependency['specifier'] {
  if (value?.kind === 'string') return classifySpecifier(name, value.value);
  return { kind: 'invalid', text: value?.value ?? '' };
}

function reportEntry({ key, value }: Member, problems: ProblemCollector): void {
  if (!isPackageName(key.value)) problems.add('package-name', contentOf(key), quoteName(key.value));
  if (value !== undefined && value.kind !== 'string' && value.kind !== 'junk')
    problems.add('value', value, quoteName(key.value));
}

/** A string without its quotation marks. */
function contentOf({ start, end, closed }: Token): Span {
  return { start: start + 1, end: closed ? end - 1 : end };
}
