import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';
import type { Alias, CST, Document, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Span } from '../model';
import type { Tree, TreeAnswer, TreeEntry } from './tree';
import { childPath, lastOfEachKey, MAX_DEPTH, MAX_VALUES, Problems } from './tree';
import { t } from '../present/language';

/** Reads YAML 1.2 (JSON is a part of it). Never throws; what can be read is read, the rest are problems with places. */
export function readYaml(text: string, file: string): TreeAnswer {
  const problems = new Problems(file);
  const tokens = [...new Parser().parse(text)];
  if (tokens.some(isTooDeep)) {
    const message = t('This document is nested too deeply to be read.');
    problems.add('policy.too-large', 'error', { start: 0, end: text.length }, message);
    return { tree: undefined, problems: problems.all };
  }
  const document = compose(tokens, text, problems);
  const tree = new Builder(problems).build(document?.contents, '', 0);
  return { tree: isEmpty(tree) ? undefined : tree, problems: problems.all };
}

function isEmpty(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && tree.value === null;
}

function compose(tokens: readonly CST.Token[], text: string, problems: Problems): Document | undefined {
  const [document, another] = new Composer({ uniqueKeys: false }).compose(tokens, true, text.length);
  for (const error of document?.errors ?? []) {
    const [start, end] = error.pos;
    problems.add('policy.syntax', 'error', { start, end }, `YAML: ${error.message.replace(/\.?$/, '.')}`);
  }
  if (another) {
    const [start] = another.range;
    const message = t('YAML: a second document begins here; only the first one is read.');
    problems.add('policy.syntax', 'error', { start, end: text.length }, message);
  }
  return document;
}

/** The parser keeps its own stack; the composer uses the call stack, so a deep document must not reach it. */
function isTooDeep(token: CST.Token): boolean {
  const waiting: { token: CST.Token; depth: number }[] = [{ token, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.depth > MAX_DEPTH * 2) return true;
    for (const below of tokensBelow(next.token)) waiting.push({ token: below, depth: next.depth + 1 });
  }
  return false;
}

function tokensBelow(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap((item) =>
    [item.key, item.value].filter((below) => below !== undefined && below !== null),
  );
}

/** Turns nodes into a tree; puts what aliases name in their place, within a budget. */
class Builder {
  private readonly anchors = new Map<string, Node>();
  private values = 0;
  private exhausted = false;

  constructor(private readonly problems: Problems) {}

  build(node: unknown, path: string, depth: number, fallback: Span = { start: 0, end: 0 }): Tree | undefined {
    if (this.refuse(node, path, depth, fallback)) return undefined;
    if (isAlias(node)) return this.build(this.named(node), path, depth + 1, spanOf(node));
    if (isMap(node)) return this.map(this.remember(node), path, depth);
    if (isSeq(node)) return this.list(this.remember(node), path, depth);
    if (isScalar(node)) return scalar(this.remember(node), path);
    return { kind: 'scalar', value: null, text: '', path, span: fallback };
  }

  private named(alias: Alias): Node | undefined {
    const node = this.anchors.get(alias.source);
    if (!node) {
      const message = t('YAML: nothing above is named &{0}.', alias.source);
      this.problems.add('policy.syntax', 'error', spanOf(alias), message);
    }
    return node;
  }

  private refuse(node: unknown, path: string, depth: number, fallback: Span): boolean {
    if (++this.values <= MAX_VALUES && depth <= MAX_DEPTH) return false;
    if (!this.exhausted) {
      const span = node === undefined || node === null ? fallback : spanOf(node as Node);
      const why =
        depth > MAX_DEPTH
          ? t('is nested too deeply')
          : t('holds too many values once its aliases are resolved');
      this.problems.add(
        'policy.too-large',
        'error',
        span,
        t('{0}: {1}; it is left out from here on.', path, why),
      );
    }
    this.exhausted = true;
    return true;
  }

  private remember<T extends Node>(node: T): T {
    const { anchor } = node as { anchor?: string };
    if (anchor !== undefined) this.anchors.set(anchor, node);
    return node;
  }

  private map(node: YAMLMap, path: string, depth: number): Tree {
    const entries = node.items.flatMap((pair) => this.entry(pair, path, depth));
    return { kind: 'map', entries: lastOfEachKey(entries, this.problems), path, span: spanOf(node) };
  }

  private entry(pair: Pair, path: string, depth: number): TreeEntry[] {
    const { key, value } = pair;
    if (!isScalar(key)) return [];
    const name = textOf(key);
    const keySpan = spanOf(key);
    const behind = { start: keySpan.end, end: keySpan.end };
    const below = childPath(path, name);
    // What is left out must not look as if it had never been stated: a condition that is gone limits nothing.
    const nothing: Tree = { kind: 'scalar', value: null, text: '', path: below, span: behind };
    return [{ key: name, keySpan, value: this.build(value, below, depth + 1, behind) ?? nothing }];
  }

  private list(node: YAMLSeq, path: string, depth: number): Tree {
    const items = node.items.flatMap((item, index) => {
      const tree = this.build(item, childPath(path, index), depth + 1);
      return tree ? [tree] : [];
    });
    return { kind: 'list', items, path, span: spanOf(node) };
  }
}

function scalar(node: Scalar, path: string): Tree {
  const { value } = node;
  const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', value: known ? value : null, text: textOf(node), path, span: spanOf(node) };
}

function textOf(node: Scalar): string {
  if (typeof node.value === 'string') return node.value;
  return node.source ?? String(node.value);
}

function spanOf(node: Node): Span {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}
