import * as vscode from 'vscode';
import type { Services } from './services';

/** Opens a copy of the sample in a new window: what is tried out there changes nothing of the extension. */
export async function openSample({ context }: Services): Promise<void> {
  const { version } = context.extension.packageJSON as { version: string };
  const source = vscode.Uri.joinPath(context.extensionUri, 'resources', 'samples', 'shop');
  const target = vscode.Uri.joinPath(context.globalStorageUri, 'samples', version, 'shop');
  const there = await vscode.workspace.fs.stat(target).then(
    () => true,
    () => false,
  );
  if (!there) await vscode.workspace.fs.copy(source, target);
  await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: true });
}
