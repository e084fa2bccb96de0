import * as vscode from 'vscode';
import { pause } from './sampling';
import type { Api } from '../../../src/extension/api';

const WARM_MS = 2_000;

/** What the script hands to the extension host. */
export function setting(name: string): string {
  const value = process.env[`OSPO_LENS_BENCH_${name}`];
  if (value === undefined) throw new Error(`OSPO_LENS_BENCH_${name} is not set.`);
  return value;
}

/** The extension under measurement, at work. */
export async function activated(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(setting('EXTENSION'));
  if (!extension) throw new Error('The extension is missing.');
  return extension.activate();
}

/** Has the editor load its own extensions for JSON, which are none of ours, and waits until they are at work. */
export async function warmEditor(): Promise<void> {
  const file = vscode.Uri.file(setting('FOLDER') + '/warm.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('{ "warm": true }\n'));
  await show(file);
  for (const id of ['vscode.json-language-features', 'vscode.npm', 'vscode.extension-editing'])
    await vscode.extensions.getExtension(id)?.activate();
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await pause(WARM_MS);
}

/** Opens a file, and waits until its editor is there. */
export async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** The folder that is open. */
export function workspaceFolder(): string {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  if (!workspace) throw new Error('No folder is open.');
  return workspace.uri.fsPath;
}
