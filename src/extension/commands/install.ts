import * as vscode from 'vscode';
import { installCommand } from '../../core/index';
import { findPackageManager } from '../../sources/packageManager';
import { activeManifest, folderOf, isManifest } from '../documents';
import type { Services } from './services';

/** Types the install command into a terminal and leaves it there: whether it runs, the user decides. */
export async function typeInstall({ offer }: Services, argument: unknown): Promise<void> {
  const manifest = manifestIn(argument) ?? activeManifest()?.uri ?? rootManifest();
  if (!manifest) return;
  const { manager, folder } = await findPackageManager(folderOf(manifest).fsPath);
  const terminal = vscode.window.createTerminal({ name: 'OSPO Lens', cwd: folder });
  terminal.show();
  terminal.sendText(installCommand(manager), false);
  offer.hide();
}

function manifestIn(argument: unknown): vscode.Uri | undefined {
  const { manifest } = (argument ?? {}) as { manifest?: unknown };
  const uri = typeof manifest === 'string' ? vscode.Uri.parse(manifest) : undefined;
  return uri && isManifest(uri) ? uri : undefined;
}

function rootManifest(): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && vscode.Uri.joinPath(folder, 'package.json');
}
