import * as vscode from 'vscode';
import type { Clause } from '../../core/index';
import { documentNotice, notice } from '../../core/index';
import { isAddress, locate } from '../convert';
import type { Environment } from '../environment/environments';
import type { Entry, Library } from '../policyDocuments/library';
import { readDocument } from '../policyDocuments/reading';
import { openAddress } from './openAddress';
import type { Services } from './services';
import { targetOf } from './target';

/** What a link or a tree hands over. Without a manifest, the policy at hand is meant. */
interface ClauseRef {
  readonly clause: Clause;
  readonly manifest?: string;
}

/**
 * Opens the place where a clause of the policy can be read: the heading of a document, else its line in the policy. Handed
 * a dependency or nothing, the clause that decided it, the one at the cursor, or the one that is picked.
 */
export async function openClause(services: Services, argument: unknown): Promise<void> {
  const { environments, library } = services;
  const ref = isClauseRef(argument) ? argument : await clauseOfTarget(services, argument);
  if (!ref) return;
  const { clause, manifest } = ref;
  const environment =
    manifest === undefined ? environments.current() : environments.get(vscode.Uri.parse(manifest));
  if (!environment) return;
  if (clause.link === undefined) await openPlace(environment.locate(clause));
  else await openLink(clause.link, environment, library);
}

function isClauseRef(argument: unknown): argument is ClauseRef {
  return ((argument ?? {}) as Partial<ClauseRef>).clause !== undefined;
}

async function clauseOfTarget({ store }: Services, argument: unknown): Promise<ClauseRef | undefined> {
  const target = await targetOf(argument, store);
  if (!target) return undefined;
  const { dependency, reasons, findings } = target.judgement;
  const clause = [...reasons, ...findings].find((one) => one.clause !== undefined)?.clause;
  if (clause) return { clause, manifest: target.judged.uri.toString() };
  void vscode.window.showInformationMessage(documentNotice.noClause(dependency.name));
  return undefined;
}

/** Opens a document: one of the policy's at a heading, an address outside, a file; handed nothing, one is picked. */
export async function openDocument({ library }: Services, argument: unknown): Promise<void> {
  if (typeof argument === 'string' && isAddress(argument)) await openAddress(argument);
  else if (argument instanceof vscode.Uri) await openFile(argument);
  else if (isEntry(argument)) await readDocument(library, argument.entry, argument.anchor);
  else if (argument === undefined) await pickDocument(library);
}

async function pickDocument(library: Library): Promise<void> {
  const items = library.entries().map((entry) => ({ label: entry.title, entry }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(documentNotice.none);
    return;
  }
  const options = { title: 'OSPO Lens', placeHolder: documentNotice.which };
  const picked = await vscode.window.showQuickPick(items, options);
  if (picked) await readDocument(library, picked.entry);
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
