import * as vscode from 'vscode';
import { notice, t } from '../../core/index';
import { POLICY_FILE_NAMES } from '../../sources/policyFile';
import { readText } from '../documents';
import { rootForPolicy } from '../environment/reviewConfig';
import type { Services } from './services';

/** What a policy that we write is called. */
export const NEW_POLICY = 'ospo-policy.yaml';

/** Opens the policy that judges here; the built-in default as a file to read. */
export async function openPolicy({ environments }: Services): Promise<void> {
  const environment = environments.current() ?? (await environments.loadCurrent());
  if (environment) await vscode.commands.executeCommand('vscode.open', environment.policyUri);
}

/**
 * Copies a starter into the workspace and opens it. An existing policy is opened, never overwritten. Whoever runs the command
 * by a program may name the starter.
 */
export async function createPolicy({ context }: Services, argument: unknown): Promise<void> {
  const root = rootForPolicy();
  if (!root) {
    void vscode.window.showInformationMessage(notice.noFolder);
    return;
  }
  const { starter } = (argument ?? {}) as { starter?: unknown };
  await writePolicy(root, () => starterText(context.extensionUri, starter));
}

/** Writes a policy where there is none, and opens it; one that is there is opened as it is. */
export async function writePolicy(root: vscode.Uri, text: () => Promise<string | undefined>): Promise<void> {
  const known = await existingPolicy(root);
  if (known !== undefined) {
    void vscode.window.showInformationMessage(notice.policyKept(known));
    await vscode.window.showTextDocument(vscode.Uri.joinPath(root, known));
    return;
  }
  const content = await text();
  if (content === undefined) return;
  const target = vscode.Uri.joinPath(root, NEW_POLICY);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(content));
  await vscode.window.showTextDocument(target);
}

async function existingPolicy(root: vscode.Uri): Promise<string | undefined> {
  for (const name of POLICY_FILE_NAMES) if (await exists(vscode.Uri.joinPath(root, name))) return name;
  return undefined;
}

/** @returns the text of the starter that is named, else of the one that is picked */
async function starterText(extension: vscode.Uri, named: unknown): Promise<string | undefined> {
  const folder = vscode.Uri.joinPath(extension, 'resources', 'policy', 'starters');
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  const items = await Promise.all(
    files.filter((name) => name.endsWith('.yaml')).map((name) => starterItem(folder, name)),
  );
  const known = items.find(({ label }) => label === named);
  if (known) return known.text;
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
