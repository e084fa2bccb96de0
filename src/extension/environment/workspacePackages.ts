import * as vscode from 'vscode';
import { parseManifest } from '../../core/index';
import { readText } from '../documents';

const MOST_PACKAGES = 1000;

/**
 * The names of a workspace's own packages: nobody outside is asked about them. Only where the root says that it is a
 * workspace of several packages; else there is nothing to search.
 */
export async function workspacePackages(root: vscode.Uri): Promise<ReadonlySet<string>> {
  if (!(await hasSeveralPackages(root))) return new Set();
  const pattern = new vscode.RelativePattern(root, '**/package.json');
  const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**', MOST_PACKAGES);
  const names = await Promise.all(files.map(nameIn));
  return new Set(names.filter((name) => name !== undefined));
}

async function hasSeveralPackages(root: vscode.Uri): Promise<boolean> {
  const read = (name: string) => readText(vscode.Uri.joinPath(root, name)).catch(() => '');
  const [manifest, pnpm] = await Promise.all([read('package.json'), read('pnpm-workspace.yaml')]);
  return manifest.includes('"workspaces"') || pnpm !== '';
}

async function nameIn(manifest: vscode.Uri): Promise<string | undefined> {
  return parseManifest(await readText(manifest).catch(() => '')).value.name;
}
