import { strict as assert } from 'node:assert';
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

/** What the editor offers at a word: quick fixes, or another kind. */
export async function actionsOn(
  { document }: Case,
  word: string,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[]> {
  const at = positionOf(document, word);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    kind.value,
  );
}

/** What the editor does when an action is chosen from its list. */
export async function choose(action: vscode.CodeAction | undefined): Promise<void> {
  const { command, arguments: args = [] } = action?.command ?? assert.fail('no such action');
  await vscode.commands.executeCommand(command, ...(args as unknown[]));
}

/** The groups of the view "Dependencies", narrowed to one case: other suites leave manifests in the workspace. */
export async function groupsIn({ folder }: Case): Promise<readonly Row[]> {
  await vscode.commands.executeCommand('ospoLens.filterDependencies', folder.path.split('/').at(-1));
  return (await extension().activate()).rows('ospoLens.dependencies');
}
