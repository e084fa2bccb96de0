import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Tree, TreeAnswer, TreeEntry } from './tree';
import { childPath, lastOfEachKey, MAX_DEPTH, Problems } from './tree';
import { t } from '../present/language';

/** Reads JSON, with comments and trailing commas. Never throws; a half-typed document still yields what can be read. */
export function readJson(text: string, file: string): TreeAnswer {
  const problems = new Problems(file);
  const errors: ParseError[] = [];
  const root = parseSafely(text, errors, problems);
  for (const { error, offset, length } of errors) {
    const span = { start: offset, end: offset + length };
    problems.add('policy.syntax', 'error', span, `JSON: ${words(printParseErrorCode(error))}.`);
  }
  return { tree: root && build(root, '', 0, problems), problems: problems.all };
}

function parseSafely(text: string, errors: ParseError[], problems: Problems): Node | undefined {
  try {
    return parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  } catch {
    const message = t('This document is nested too deeply to be read.');
    problems.add('policy.syntax', 'error', { start: 0, end: text.length }, message);
    return undefined;
  }
}

/** `PropertyNameExpected` → `property name expected` */
function words(code: string): string {
  return code.replaceAll(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
}

function build(node: Node, path: string, depth: number, problems: Problems): Tree | undefined {
  const span = { start: node.offset, end: node.offset + node.length };
  if (depth > MAX_DEPTH) {
    problems.add('policy.too-large', 'error', span, t('{0}: is nested too deeply; it is left out.', path));
    return undefined;
  }
  const children = node.children ?? [];
  if (node.type === 'object') {
    const entries = children.flatMap((child) => entry(child, path, depth, problems));
    return { kind: 'map', entries: lastOfEachKey(entries, problems), path, span };
  }
  if (node.type === 'array') {
    const items = children.map((child, index) => build(child, childPath(path, index), depth + 1, problems));
    return { kind: 'list', items: items.filter((item) => item !== undefined), path, span };
  }
  const value = node.value as string | number | boolean | null;
  return { kind: 'scalar', value, text: String(value), path, span };
}

function entry(property: Node, path: string, depth: number, problems: Problems): TreeEntry[] {
  const [key, value] = property.children ?? [];
  if (key === undefined) return [];
  const name = String(key.value);
  const keySpan = { start: key.offset, end: key.offset + key.length };
  const below = childPath(path, name);
  const nothing: Tree = { kind: 'scalar', value: null, text: '', path: below, span: keySpan };
  // What is left out must not look as if it had never been stated: a condition that is gone limits nothing.
  const tree = value && build(value, below, depth + 1, problems);
  return [{ key: name, keySpan, value: tree ?? nothing }];
}
