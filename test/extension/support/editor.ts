// What the suites do in the editor. They wait for events of the extension, never for time.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../../src/extension/api';
import type { JudgedManifest } from '../../../src/extension/judgements/store';

const ID = 'ospo-lens.ospo-lens';

export function extension(): vscode.Extension<Api> {
  const found = vscode.extensions.getExtension<Api>(ID);
  if (!found) throw new Error(`${ID} is not installed`);
  return found;
}

/** A file of test/fixtures, as text. */
export function fixtureText(name: string, path: string): string {
  return readFileSync(join(extension().extensionPath, 'test', 'fixtures', name, path), 'utf8');
}

/** A folder with a manifest of its own, and its document in an editor. */
export interface Case {
  readonly folder: vscode.Uri;
  readonly document: vscode.TextDocument;
}

/** Writes files into a new folder of the workspace and opens its package.json. */
export async function openCase(files: Readonly<Record<string, string>>): Promise<Case> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  if (!workspace) throw new Error('no workspace is open');
  const folder = vscode.Uri.joinPath(workspace.uri, `case-${randomUUID()}`);
  // The manifest last: with it the judging begins.
  const manifestLast = Object.entries(files).sort(([a], [b]) => orderOf(a) - orderOf(b));
  for (const [path, text] of manifestLast) await write(folder, path, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, 'package.json'));
  await vscode.window.showTextDocument(document);
  return { folder, document };
}

/** What a manifest is judged by, what is installed included; the manifests of the project; the one that is opened. */
function orderOf(path: string): number {
  if (path === 'package.json') return 2;
  return path.endsWith('package.json') && !path.includes('node_modules/') ? 1 : 0;
}

export async function write(folder: vscode.Uri, path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, path), new TextEncoder().encode(text));
}

/** Waits until the editor's watching has told of what is written into a folder now: of what was written before, it told by then. */
export async function watched(folder: vscode.Uri): Promise<void> {
  const state = { isTold: false };
  const pattern = new vscode.RelativePattern(folder, 'probe.txt');
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const told = () => (state.isTold = true);
  const listeners = [watcher, watcher.onDidCreate(told), watcher.onDidChange(told)];
  // A watching that is still being set up misses what is written once.
  for (let turn = 0; !state.isTold; turn++) await write(folder, 'probe.txt', String(turn));
  for (const listener of listeners) listener.dispose();
}

/** The judgements when nothing that is on its way can change them. */
export async function ready({ document }: Case): Promise<JudgedManifest> {
  return (await extension().activate()).ready(document.uri);
}

/** Waits until `look` gives something, asking again whenever judgements, diagnostics, texts or tabs are new. */
export async function until<T>(look: () => T | undefined): Promise<T> {
  const { onDidChange } = await extension().activate();
  return new Promise((resolve) => {
    const listeners = [
      onDidChange(tryNow),
      vscode.languages.onDidChangeDiagnostics(tryNow),
      vscode.workspace.onDidChangeTextDocument(tryNow),
      vscode.window.tabGroups.onDidChangeTabs(tryNow),
      vscode.window.onDidChangeActiveTextEditor(tryNow),
      vscode.window.onDidChangeVisibleTextEditors(tryNow),
      vscode.window.onDidChangeTextEditorSelection(tryNow),
    ];
    function tryNow() {
      const found = look();
      if (found === undefined) return;
      for (const listener of listeners) listener.dispose();
      resolve(found);
    }
    tryNow();
  });
}

/** Our diagnostics on a document, in the order of the text. */
export function diagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((diagnostic) => diagnostic.source === 'OSPO Lens')
    .sort((a, b) => a.range.start.compareTo(b.range.start) || codeOf(a).localeCompare(codeOf(b)));
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** `license.denied ua-parser-js`: the code and the text that is underlined. */
export function findings({ document }: Case): string[] {
  return diagnostics(document.uri).map((one) => `${codeOf(one)} ${document.getText(one.range)}`);
}

export async function edit(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  if (start < 0) throw new Error(`${before} is not in ${document.uri.path}`);
  const change = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  change.replace(document.uri, range, after);
  await vscode.workspace.applyEdit(change);
}

export function positionOf(document: vscode.TextDocument, word: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(word) + 1);
}

/** Sets one of our settings for the user until the end of `work`. */
export async function withSetting<T>(key: string, value: unknown, work: () => Promise<T>): Promise<T> {
  const settings = () => vscode.workspace.getConfiguration('ospoLens');
  const before = settings().inspect(key)?.globalValue;
  await settings().update(key, value, vscode.ConfigurationTarget.Global);
  try {
    return await work();
  } finally {
    await settings().update(key, before, vscode.ConfigurationTarget.Global);
  }
}
