import * as vscode from 'vscode';
import { notice } from '../../core/index';
import { activeManifest, workspaceRootOf } from '../documents';
import type { Services } from './services';

const NEW_POLICY = 'ospo-policy.yaml';

/** Opens the policy that judges here; the built-in default as a file to read. */
export async function openPolicy({ environments }: Services): Promise<void> {
  const environment = environments.current() ?? (await environments.loadCurrent());
  if (environment) await vscode.commands.executeCommand('vscode.open', environment.policyUri);
}

/** Copies a starter into the workspace and opens it. An existing policy is opened, never overwritten. */
export async function createPolicy({ context }: Services): Promise<void> {
  const root = rootForNewPolicy();
  if (!root) {
    void vscode.window.showInformationMessage(notice.noFolder);
    return;
  }
  const target = vscode.Uri.joinPath(root, NEW_POLICY);
  if (await exists(target)) {
    void vscode.window.showInformationMessage(notice.policyKept(NEW_POLICY));
  } else {
    const starter = await pickStarter(context.extensionUri);
    if (!starter) return;
    await vscode.workspace.fs.copy(starter, target, { overwrite: false });
  }
  await vscode.window.showTextDocument(target);
}

function rootForNewPolicy(): vscode.Uri | undefined {
  const manifest = activeManifest();
  return manifest ? workspaceRootOf(manifest.uri) : vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function pickStarter(extension: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = vscode.Uri.joinPath(extension, 'resources', 'policy', 'starters');
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const items = await Promise.all(
    files
      .filter((name) => name.endsWith('.yaml'))
      .map(async (name) => ({
        label: name.replace(/\.yaml$/, ''),
        detail: await firstComment(vscode.Uri.joinPath(folder, name)),
        uri: vscode.Uri.joinPath(folder, name),
      })),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: 'OSPO Lens: Create a Policy',
    placeHolder: 'Which starter?',
    matchOnDetail: true,
  });
  return picked?.uri;
}

/** A starter says in its first comment for whom it is. */
async function firstComment(uri: vscode.Uri): Promise<string> {
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return /^#\s?(.+)$/m.exec(text)?.[1] ?? '';
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
