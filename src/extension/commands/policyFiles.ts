import * as vscode from 'vscode';
import { notice, t } from '../../core/index';
import { activeManifest, readText, workspaceRootOf } from '../documents';
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
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(starter));
  }
  await vscode.window.showTextDocument(target);
}

function rootForNewPolicy(): vscode.Uri | undefined {
  const manifest = activeManifest();
  return manifest ? workspaceRootOf(manifest.uri) : vscode.workspace.workspaceFolders?.[0]?.uri;
}

/** @returns the text of the starter */
async function pickStarter(extension: vscode.Uri): Promise<string | undefined> {
  const folder = vscode.Uri.joinPath(extension, 'resources', 'policy', 'starters');
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const items = await Promise.all(
    files.filter((name) => name.endsWith('.yaml')).map((name) => starterItem(folder, name)),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: t('OSPO Lens: Create a Policy'),
    placeHolder: t('Which starter?'),
    matchOnDetail: true,
  });
  return picked?.text;
}

/** A starter says in its first comment for whom it is; its schema comment is meant for the place that it ships in. */
async function starterItem(folder: vscode.Uri, name: string) {
  const shipped = await readText(vscode.Uri.joinPath(folder, name));
  const text = shipped.replace(/^# yaml-language-server:.*\n#?\n?/, '');
  const comment = text.slice(0, text.search(/^[^#]/m)).replace(/\n# ?/g, ' ');
  return { label: name.replace(/\.yaml$/, ''), detail: /For [^.]*\./.exec(comment)?.[0] ?? '', text };
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
