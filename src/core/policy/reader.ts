import type { Clause, PolicyLayer, Severity, Span } from '../model';
import { isRelative, isSafeLink } from './links';
import { nearest } from './nearest';
import type { Problems, Tree, TreeScalar } from './tree';
import { t } from '../present/language';
import { STRICT_KEYS } from './vocabulary';

/** The fields of one map, by key. */
export type Fields = ReadonlyMap<string, Tree>;

const NO_FIELDS: Fields = new Map();

/**
 * Reads typed values out of a tree. What cannot be used becomes a problem that says where it stands, what it is and
 * what to write instead, and is answered with `undefined`; the rest of the document is read on.
 */
export class Reader {
  /** The clauses that the policy file explains, by id. */
  clauses: PolicyLayer['clauses'] = {};

  constructor(
    /** Where the policy comes from: part of every clause. */
    readonly origin: string,
    readonly problems: Problems,
    /** Makes a relative link mean the same elsewhere. */
    private readonly resolveLink: (link: string) => string = (link) => link,
  ) {}

  report(code: string, severity: Severity, tree: Tree, message: string): void {
    this.reportAt(code, severity, tree.span, `${place(tree)}: ${message}`);
  }

  reportAt(code: string, severity: Severity, span: Span, message: string): void {
    this.problems.add(code, severity, span, message);
  }

  /** The fields of a map; unknown keys are reported with the key that was perhaps meant. */
  fields(tree: Tree | undefined, known: readonly string[], free?: (key: string) => boolean): Fields {
    if (tree === undefined) return NO_FIELDS;
    if (tree.kind !== 'map') {
      this.expected(tree, t('a map with {0}', listed(known)));
      return NO_FIELDS;
    }
    const fields = new Map<string, Tree>();
    for (const { key, keySpan, value } of tree.entries) {
      if (known.includes(key)) fields.set(key, value);
      else if (!free?.(key)) this.unknownKey(value.path, key, keySpan, known);
    }
    return fields;
  }

  /**
   * The fields of an entry that lets something pass. An unknown key may be meant to limit it (`expire`, `version`, `<<`),
   * and nothing passes more widely than written: such an entry is to be left out, which `undefined` says.
   */
  fieldsOfPass(tree: Tree | undefined, known: readonly string[]): Fields | undefined {
    const fields = this.fields(tree, known, (key) => !isOwnKey(key));
    if (tree?.kind !== 'map') return fields;
    const unknown = tree.entries.filter(({ key }) => !known.includes(key) && !isOwnKey(key));
    for (const { key, keySpan, value } of unknown) this.limitingKey(value.path, key, keySpan, known);
    return unknown.length === 0 ? fields : undefined;
  }

  private limitingKey(path: string, key: string, span: Span, known: readonly string[]): void {
    const message = t(
      '{0}: this key is not known, and may limit what the entry lets pass: the entry is left out. {1}',
      path,
      hintFor(nearest(key, known), known),
    );
    this.reportAt('policy.unknown-key', 'error', span, message);
  }

  /** The fields of a map whose keys are free. */
  anyFields(tree: Tree | undefined): Fields {
    const keys = tree?.kind === 'map' ? tree.entries.map(({ key }) => key) : [];
    return this.fields(tree, keys);
  }

  private unknownKey(path: string, key: string, span: Span, known: readonly string[]): void {
    const meant = nearest(key, known);
    this.reportAt(
      'policy.unknown-key',
      isStrict(meant) ? 'error' : 'warning',
      span,
      t('{0}: this key is not known and has no effect. {1}', path, hintFor(meant, known)),
    );
  }

  /** Text without the white space around it; a number is taken as it is written. */
  text(tree: Tree | undefined, what = t('text')): string | undefined {
    if (tree === undefined) return undefined;
    const isText = tree.kind === 'scalar' && tree.value !== null && typeof tree.value !== 'boolean';
    const text = isText ? tree.text.trim() : '';
    if (text !== '') return text;
    this.expected(tree, what);
    return undefined;
  }

  /** One text or a list of them; `undefined` where one of them cannot be read. */
  allTexts(tree: Tree | undefined, what: string): string[] | undefined {
    const texts = this.texts(tree, what).map(([text]) => text);
    const stated = tree?.kind === 'list' ? tree.items.length : Number(tree !== undefined);
    return texts.length === stated ? texts : undefined;
  }

  /** One text or a list of them, each with its place. */
  texts(tree: Tree | undefined, what = t('text')): (readonly [text: string, tree: Tree])[] {
    return this.items(tree).flatMap((item) => {
      const text = this.text(item, what);
      return text === undefined ? [] : [[text, item] as const];
    });
  }

  /** The items of a list; a single value is a list of one. */
  items(tree: Tree | undefined): readonly Tree[] {
    if (tree === undefined) return [];
    if (tree.kind === 'list') return tree.items;
    if (!isNothing(tree)) return [tree];
    this.expected(tree, t('a list'));
    return [];
  }

  /** One of the words. */
  word<T extends string>(tree: Tree | undefined, words: readonly T[]): T | undefined {
    const text = this.text(tree, t('one of {0}', words.join(', ')));
    if (tree === undefined || text === undefined) return undefined;
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) this.badWord(tree, text, words);
    return word;
  }

  private badWord(tree: Tree, text: string, words: readonly string[]): void {
    const meant = nearest(text, words);
    const hint =
      meant === undefined ? t('Write one of {0}.', words.join(', ')) : t('Did you mean "{0}"?', meant);
    this.report('policy.value', 'error', tree, t('{0} is not known here. {1}', JSON.stringify(text), hint));
  }

  /** A number between the bounds, both included. */
  number(tree: Tree | undefined, least: number, most: number): number | undefined {
    if (tree === undefined) return undefined;
    const value = tree.kind === 'scalar' ? tree.value : undefined;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.expected(tree, t('a number from {0} to {1}', least, most));
    return undefined;
  }

  flag(tree: Tree | undefined): boolean | undefined {
    if (tree === undefined) return undefined;
    if (tree.kind === 'scalar' && typeof tree.value === 'boolean') return tree.value;
    this.expected(tree, t('true or false'));
    return undefined;
  }

  /** An https, http or mailto address, or a path beside the policy; nothing that a click could run. */
  link(tree: Tree | undefined): string | undefined {
    const text = this.text(tree, t('an address or a path'));
    if (tree === undefined || text === undefined) return undefined;
    if (isSafeLink(text)) return isRelative(text) ? this.resolveLink(text) : text;
    const message = t(
      '{0} is no link that can be opened. Write an https address, or a path beside this file.',
      JSON.stringify(text),
    );
    this.report('policy.link', 'error', tree, message);
    return undefined;
  }

  /** A text that must be there. */
  required(fields: Fields, key: string, owner: Tree, why: string): string | undefined {
    const tree = fields.get(key);
    if (tree !== undefined) return this.text(tree);
    this.report('policy.missing', 'error', owner, t('"{0}" is missing: {1}', key, why));
    return undefined;
  }

  /** Where a rule stands, with what `clauses` knows about it; `link` of the entry itself wins. */
  clause(tree: Tree, fields: Fields = NO_FIELDS): Clause {
    const id = this.text(fields.get('clause'), t("a clause's id"));
    const known = id !== undefined && Object.hasOwn(this.clauses, id) ? this.clauses[id] : undefined;
    const link = this.link(fields.get('link')) ?? known?.link;
    return {
      ...(id === undefined ? {} : { id }),
      ...(known?.title === undefined ? {} : { title: known.title }),
      ...(link === undefined ? {} : { link }),
      path: tree.path,
      policy: this.origin,
    };
  }

  private expected(tree: Tree, what: string): void {
    const found = isNothing(tree) ? t('there is nothing here') : t('found {0}', shown(tree));
    this.report('policy.type', 'error', tree, t('expected {0}, {1}.', what, found));
  }
}

export function isNothing(tree: Tree): tree is TreeScalar {
  return tree.kind === 'scalar' && tree.value === null;
}

function place(tree: Tree): string {
  return tree.path === '' ? t('The policy') : tree.path;
}

function shown(tree: Tree): string {
  if (tree.kind === 'scalar') return tree.text.length > 40 ? t('other text') : JSON.stringify(tree.value);
  return tree.kind === 'map' ? t('a map') : t('a list');
}

/** Whether a policy without the key lets more pass. */
function isStrict(key: string | undefined): boolean {
  return key !== undefined && STRICT_KEYS.includes(key);
}

function hintFor(meant: string | undefined, known: readonly string[]): string {
  return meant === undefined ? t('Known keys: {0}.', known.join(', ')) : t('Did you mean "{0}"?', meant);
}

/** Keys for what policies keep for themselves. */
function isOwnKey(key: string): boolean {
  return key.startsWith('x-');
}

function listed(words: readonly string[]): string {
  return words.length > 6 ? `${words.slice(0, 6).join(', ')}, …` : words.join(', ');
}
