/**
 * Collects the sentences of the source: `npm run words`. Writes them to resources/l10n/bundle.l10n.json, sorted, for
 * whoever translates; then lists what is wrong with the translations, and fails where something is.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const FOLDER = 'resources/l10n';
const ENGLISH = `${FOLDER}/bundle.l10n.json`;

type Bundle = Readonly<Record<string, string>>;

/** The functions that word, and which of their arguments are sentences. */
const WORDING: ReadonlyMap<string, readonly number[]> = new Map([
  ['t', [0]],
  ['plural', [1, 2]],
  ['phrase', [0]],
  ['vscode.l10n.t', [0]],
]);

export interface Collected {
  readonly keys: readonly string[];
  /** Calls whose sentence is no literal: nobody could translate it. */
  readonly faults: readonly string[];
}

/** Every sentence of the TypeScript files below a folder, each once, sorted. */
export function collectWords(folder = 'src'): Collected {
  const keys = new Set<string>();
  const faults: string[] = [];
  for (const file of sourceFiles(folder)) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const node of sentencesIn(source)) {
      if (ts.isStringLiteralLike(node)) keys.add(node.text);
      else if (!file.endsWith('present/language.ts')) faults.push(placeOf(node, source));
    }
  }
  return { keys: [...keys].sort(), faults };
}

/** Where what people see is made: a sentence that stands there outside `t` could not be said in another language. */
const SEEN = ['src/core', 'src/extension'];

/** What reads like a sentence and is none: texts to compare with, kinds of tree items, the head of a file that teams share, the frame of a page. */
const NO_SENTENCE = /^(choice guide|\{\} install)$|^# What was asked of the OSPO|^<!DOCTYPE html>/;
const ONLY_COMPARED = /^src\/core\/(licenses|imports)\//;

/** Texts that read like sentences and are not handed to `t`, with their places. */
export function unwordedTexts(folders: readonly string[] = SEEN): string[] {
  const files = folders.flatMap(sourceFiles).filter((file) => !ONLY_COMPARED.test(file));
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    return textsIn(source)
      .filter((node) => readsLikeSentence(textOf(node)))
      .map((node) => `${file}:${lineOf(node, source)}: ${textOf(node)}`);
  });
}

function textsIn(node: ts.Node): ts.Node[] {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return [];
  if (ts.isNewExpression(node) && node.expression.getText().endsWith('Error')) return [];
  const texts: ts.Node[] = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? [node] : [];
  ts.forEachChild(node, (child) => {
    if (!isToldElsewhere(child, node)) texts.push(...textsIn(child));
  });
  return texts;
}

/** An argument of `t`, or of what writes the log. */
function isToldElsewhere(node: ts.Node, parent: ts.Node): boolean {
  if (!ts.isCallExpression(parent) || node === parent.expression) return false;
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return false;
  const name = parent.expression.getText();
  return WORDING.has(name) || /\b(log|logErrors)$/.test(name);
}

function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
}

function readsLikeSentence(text: string): boolean {
  return /[a-z]{2,} ([a-z]{2,}|\{\})|\{\} [a-z]{2,}/.test(text) && !NO_SENTENCE.test(text);
}

/** What is wrong with a translation: sentences that it lacks or that nobody says, and placeholders that differ. */
export function faultsOf(bundle: Bundle, keys: readonly string[]): string[] {
  const known = new Set(keys);
  return [
    ...keys.filter((key) => !Object.hasOwn(bundle, key)).map((key) => `missing: ${key}`),
    ...Object.keys(bundle)
      .filter((key) => !known.has(key))
      .map((key) => `unused: ${key}`),
    ...Object.entries(bundle)
      .filter(([key, words]) => words.trim() === '' || placeholders(key) !== placeholders(words))
      .map(([key, words]) => `differs in its placeholders: ${key} → ${words}`),
  ];
}

/** The translations by language: `de` for bundle.l10n.de.json. */
export function translations(): ReadonlyMap<string, Bundle> {
  const names = readdirSync(FOLDER).flatMap((name) => /^bundle\.l10n\.([\w-]+)\.json$/.exec(name)?.[1] ?? []);
  return new Map(names.map((language) => [language, read(`${FOLDER}/bundle.l10n.${language}.json`)]));
}

/** The English sentences as they are written down, to see whether they are current. */
export function writtenWords(): Bundle {
  return read(ENGLISH);
}

function read(file: string): Bundle {
  return JSON.parse(readFileSync(file, 'utf8')) as Bundle;
}

/** Which arguments a sentence uses. */
function placeholders(words: string): string {
  return [...new Set(words.match(/\{\d+\}/g))].sort().join(' ');
}

/** The TypeScript files below a folder. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .sort();
}

function sentencesIn(node: ts.Node): ts.Node[] {
  const below: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...sentencesIn(child));
  });
  if (!ts.isCallExpression(node)) return below;
  const places = WORDING.get(node.expression.getText()) ?? [];
  return [...places.flatMap((at) => node.arguments[at] ?? []), ...below];
}

function placeOf(node: ts.Node, source: ts.SourceFile): string {
  return `${source.fileName}:${lineOf(node, source)}: not a literal: ${node.getText()}`;
}

function lineOf(node: ts.Node, source: ts.SourceFile): number {
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

function main(): void {
  const { keys, faults } = collectWords();
  const words = `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, key])), null, 2)}\n`;
  writeFileSync(ENGLISH, words);
  const all = [
    ...faults,
    ...unwordedTexts().map((text) => `not worded by t: ${text}`),
    ...[...translations()].flatMap(([language, bundle]) =>
      faultsOf(bundle, keys).map((fault) => `${language}: ${fault}`),
    ),
  ];
  for (const fault of all) console.error(fault);
  console.log(`${keys.length} sentences, ${all.length} to look at.`);
  if (all.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
