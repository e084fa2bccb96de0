import * as vscode from 'vscode';
import { createIgnoreRule } from '../../sources/gitIgnored';
import { isManifest } from '../documents';

/** More manifests than these in one folder are judged when they are opened. */
const MOST_MANIFESTS = 5_000;

export const MANIFESTS = '**/package.json';

/**
 * The package.json files of the workspace, but for those that `files.exclude`, `search.exclude` or `.gitignore` leave
 * out and those that were installed. In the order of their folders and paths.
 */
export async function findManifests(): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map(({ uri }) => findIn(uri)));
  return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()];
}

async function findIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  if (folder.scheme !== 'file') return [];
  const pattern = new vscode.RelativePattern(folder, MANIFESTS);
  // `files.exclude` counts unless it is switched off; `search.exclude` does only when it is named.
  const found = await vscode.workspace.findFiles(pattern, excludeIn(folder), MOST_MANIFESTS);
  const isIgnored = createIgnoreRule(folder.fsPath);
  const kept: vscode.Uri[] = [];
  for (const uri of found.filter(isManifest)) if (!(await isIgnored(uri.fsPath))) kept.push(uri);
  return kept.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function excludeIn(folder: vscode.Uri): string {
  const setting: unknown = vscode.workspace.getConfiguration('search', folder).get('exclude');
  const patterns = Object.entries(typeof setting === 'object' && setting !== null ? setting : {})
    .filter(([, isOn]) => isOn === true)
    .flatMap(([pattern]) => alternatives(pattern));
  return `{${[...new Set(['**/node_modules/**', ...patterns])].join(',')}}`;
}

/** `a/{b,c}` as `a/b` and `a/c`: the search knows no braces within braces. */
export function alternatives(pattern: string): string[] {
  const found = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(pattern);
  if (!found) return [pattern];
  const [, before = '', choices = '', after = ''] = found;
  return choices.split(',').flatMap((choice) => alternatives(`${before}${choice}${after}`));
}
