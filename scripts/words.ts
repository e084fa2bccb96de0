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

function sourceFiles(folder: string): string[] {
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
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${source.fileName}:${line + 1}: not a literal: ${node.getText()}`;
}

function main(): void {
  const { keys, faults } = collectWords();
  const words = `${JSON.stringify(Object.fromEntries(keys.map((key) => [key, key])), null, 2)}\n`;
  writeFileSync(ENGLISH, words);
  const all = [
    ...faults,
    ...[...translations()].flatMap(([language, bundle]) =>
      faultsOf(bundle, keys).map((fault) => `${language}: ${fault}`),
    ),
  ];
  for (const fault of all) console.error(fault);
  console.log(`${keys.length} sentences, ${all.length} to look at.`);
  if (all.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
