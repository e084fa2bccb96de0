import * as vscode from 'vscode';
import type { Clause } from '../../core/index';
import { notice } from '../../core/index';
import { openAddress } from './ask';
import type { Services } from './services';

/** Opens the place where a clause of the policy can be read. */
export async function openClause({ environments }: Services, argument: unknown): Promise<void> {
  const { clause, manifest } = argument as { clause: Clause; manifest: string };
  const environment = environments.get(vscode.Uri.parse(manifest));
  if (environment) await openLocation(environment.locate(clause));
}

/** Opens a document of the policy: a web address outside, Markdown as a preview, all else in an editor. */
export async function openDocument(_services: Services, argument: unknown): Promise<void> {
  if (argument instanceof vscode.Uri) await openLocation(argument);
}

async function openLocation(uri: vscode.Uri): Promise<void> {
  if (uri.scheme === 'https' || uri.scheme === 'mailto') return openAddress(uri.toString());
  if (uri.scheme !== 'file') return;
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    void vscode.window.showWarningMessage(notice.noDocument(uri.fsPath));
    return;
  }
  const command = uri.path.endsWith('.md') ? 'markdown.showPreview' : 'vscode.open';
  await vscode.commands.executeCommand(command, uri);
}
