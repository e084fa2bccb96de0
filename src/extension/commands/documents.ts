import * as vscode from 'vscode';
import type { Clause } from '../../core/index';
import { notice } from '../../core/index';
import { isAddress } from '../convert';
import { openAddress } from './ask';
import type { Services } from './services';

/** Opens the place where a clause of the policy can be read. */
export async function openClause({ environments }: Services, argument: unknown): Promise<void> {
  const { clause, manifest } = argument as { clause: Clause; manifest: string };
  const environment = environments.get(vscode.Uri.parse(manifest));
  if (environment) await openLocation(environment.locate(clause), clause.link);
}

/** Opens a document of the policy: an address (as it is written) outside, Markdown as a preview, all else in an editor. */
export async function openDocument(_services: Services, argument: unknown): Promise<void> {
  if (typeof argument === 'string' && isAddress(argument)) await openAddress(argument);
  if (argument instanceof vscode.Uri) await openLocation(argument);
}

/** @param written the address as the policy has it, which a `Uri` may encode in another way */
async function openLocation(uri: vscode.Uri, written = uri.toString()): Promise<void> {
  if (isAddress(written)) return openAddress(written);
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
