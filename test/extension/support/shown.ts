import * as vscode from 'vscode';
import type { Row } from '../../../src/extension/sidebar/rows';
import { extension, positionOf } from './editor';
import type { Case } from './editor';

/** What the cards over a word say, one after the other. */
export async function hoversOn({ document }: Case, word: string): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, word),
  );
  return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).map(({ value }) => value);
}

/** The groups of the view "Dependencies", narrowed to one case: other suites leave manifests in the workspace. */
export async function groupsIn({ folder }: Case): Promise<readonly Row[]> {
  await vscode.commands.executeCommand('ospoLens.filterDependencies', folder.path.split('/').at(-1));
  return (await extension().activate()).rows('ospoLens.dependencies');
}
