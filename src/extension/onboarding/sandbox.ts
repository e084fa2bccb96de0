import * as vscode from 'vscode';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Services } from '../commands/services';
import type { Logger } from '../../core/index';
import { isManifest } from '../documents';
import { logErrors } from '../errors';
import { reached } from './reached';
import { showWalkthrough } from './walkthrough';

/** The sandbox that was opened last and has not been entered yet. */
const WAITING = 'ospoLens.sandbox.waiting';
const PREFIX = 'ospo-lens-sandbox-';

/**
 * Opens a fresh copy of the sample in a temporary folder: what is tried out there changes nothing else. A window with a
 * project or with unsaved work stays as it is; an empty one becomes the sandbox.
 */
export async function openSandbox({ context }: Services): Promise<void> {
  const sandbox = await createSandbox(
    vscode.Uri.joinPath(context.extensionUri, 'resources', 'samples', 'shop'),
  );
  await context.globalState.update(WAITING, sandbox.toString());
  const window = isFree() ? { forceReuseWindow: true } : { forceNewWindow: true };
  await vscode.commands.executeCommand('vscode.openFolder', sandbox, window);
}

/** @returns the folder of a new copy of `sample` */
export async function createSandbox(sample: vscode.Uri): Promise<vscode.Uri> {
  const folder = vscode.Uri.file(await mkdtemp(join(tmpdir(), PREFIX)));
  const sandbox = vscode.Uri.joinPath(folder, 'shop');
  await vscode.workspace.fs.copy(sample, sandbox);
  return sandbox;
}

function isFree(): boolean {
  const { workspaceFolders = [], workspaceFile, textDocuments } = vscode.workspace;
  return workspaceFolders.length === 0 && !workspaceFile && !textDocuments.some(({ isDirty }) => isDirty);
}

/** In a window that was opened as a sandbox: shows its manifest, and the walkthrough beside it, once. */
export function registerSandbox(context: vscode.ExtensionContext, logger: Logger): vscode.Disposable {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder && context.globalState.get(WAITING) === folder.toString())
    logErrors(enter(context, folder), 'show the sandbox', logger);
  const note = (editor: vscode.TextEditor | undefined) => {
    if (editor && isSandbox(editor.document.uri)) reached('sandbox');
  };
  note(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(note);
}

async function enter(context: vscode.ExtensionContext, folder: vscode.Uri): Promise<void> {
  await context.globalState.update(WAITING, undefined);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'package.json'), { preview: false });
  await showWalkthrough('finding');
}

/** Whether a file is the manifest of a copy that we made. */
export function isSandbox(file: vscode.Uri): boolean {
  return isManifest(file) && file.path.includes(`/${PREFIX}`);
}
