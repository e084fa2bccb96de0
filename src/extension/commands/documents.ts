import * as vscode from 'vscode';
import type { Clause } from '../../core/index';
import { notice } from '../../core/index';
import { isAddress, locate } from '../convert';
import type { Environment } from '../environment/environments';
import type { Entry, Library } from '../policyDocuments/library';
import { readDocument } from '../policyDocuments/reading';
import { openAddress } from './openAddress';
import type { Services } from './services';

/** Opens the place where a clause of the policy can be read: the heading of a document, else its line in the policy. */
export async function openClause({ environments, library }: Services, argument: unknown): Promise<void> {
  const { clause, manifest } = argument as { clause: Clause; manifest?: string };
  const environment =
    manifest === undefined ? environments.current() : environments.get(vscode.Uri.parse(manifest));
  if (!environment) return;
  if (clause.link === undefined) await openPlace(environment.locate(clause));
  else await openLink(clause.link, environment, library);
}

/** Opens a document: one of the policy's at a heading, an address outside, a file. */
export async function openDocument({ library }: Services, argument: unknown): Promise<void> {
  if (typeof argument === 'string' && isAddress(argument)) await openAddress(argument);
  else if (argument instanceof vscode.Uri) await openFile(argument);
  else if (isEntry(argument)) await readDocument(library, argument.entry, argument.anchor);
}

function isEntry(argument: unknown): argument is { entry: Entry; anchor: string } {
  return typeof argument === 'object' && argument !== null && 'entry' in argument;
}

/** @param link an address or a path beside the policy, perhaps with a heading */
async function openLink(link: string, { policyUri }: Environment, library: Library): Promise<void> {
  if (!isAddress(link)) return openFile(locate(link, vscode.Uri.joinPath(policyUri, '..')));
  const entry = library.entryAt(link);
  if (entry) await readDocument(library, entry, link.split('#', 2)[1]);
  else await openAddress(link);
}

async function openFile(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    void vscode.window.showWarningMessage(notice.noDocument(uri.fsPath));
    return;
  }
  await openPlace(uri);
}

async function openPlace(uri: vscode.Uri): Promise<void> {
  if (uri.scheme !== 'file') {
    await openAddress(uri.toString());
    return;
  }
  const command = uri.path.endsWith('.md') ? 'markdown.showPreview' : 'vscode.open';
  await vscode.commands.executeCommand(command, uri);
}
