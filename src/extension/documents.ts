import * as vscode from 'vscode';
import { noteRead } from '../sources/disk';

/** What language features are registered for. Whether a document is really ours, `isManifest` says. */
export const MANIFEST_SELECTOR: vscode.DocumentSelector = { scheme: 'file', pattern: '**/package.json' };

/** The files in which pnpm and Yarn state the catalogs of a workspace. */
export const CATALOG_SELECTOR: vscode.DocumentSelector = {
  scheme: 'file',
  pattern: '**/{pnpm-workspace.yaml,.yarnrc.yml}',
};

/** A file that the selector finds. */
export const CATALOG_FILE = /\/(pnpm-workspace\.yaml|\.yarnrc\.yml)$/;

/** A package.json of the user's own: not one that was installed. */
export function isManifest(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' && uri.path.endsWith('/package.json') && !uri.path.includes('/node_modules/');
}

/** The manifest in the active editor, else `undefined`. */
export function activeManifest(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && isManifest(document.uri) ? document : undefined;
}

/** The document if an editor holds it, with its unsaved edits. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === wanted,
  );
}

/**
 * Whether somebody has it before their eyes, or in a tab. Documents are also opened by whoever wants a text: VS Code itself
 * opens every package.json of a workspace to look for scripts.
 */
export function isShown(uri: vscode.Uri): boolean {
  const wanted = uri.toString();
  return (
    vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === wanted) ||
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === wanted),
    )
  );
}

/**
 * The text of a file on disk, without a byte order mark. Rejects where there is none, and for a link to what is no file: a
 * device never ends.
 */
export async function readText(uri: vscode.Uri): Promise<string> {
  noteRead();
  const { type } = await vscode.workspace.fs.stat(uri);
  if ((type & vscode.FileType.File) === 0) throw vscode.FileSystemError.FileNotFound(uri);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The folder that a manifest stands in. */
export function folderOf(manifest: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(manifest, '..');
}

/** The workspace folder of a file, else the folder that it stands in. */
export function workspaceRootOf(file: vscode.Uri): vscode.Uri {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? folderOf(file);
}
