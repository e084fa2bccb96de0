import * as vscode from 'vscode';
import { approvedSearch, notice } from '../../core/index';
import { activeManifest, isManifest } from '../documents';
import type { JudgementStore } from '../judgements/store';

/** The manifest that somebody is looking at: in the active editor, else in another that is in sight. */
export function manifestAtHand(): vscode.TextDocument | undefined {
  const inSight = vscode.window.visibleTextEditors.find(({ document }) => isManifest(document.uri));
  return activeManifest() ?? inSight?.document;
}

/** The manifest to write into: the one at hand, the only one of the workspace, else the one that is chosen. */
export async function chooseManifest(store: JudgementStore): Promise<vscode.TextDocument | undefined> {
  const atHand = manifestAtHand();
  if (atHand) return atHand;
  const all = store.all();
  if (all.length === 0) void vscode.window.showInformationMessage(notice.noManifest);
  const items = all.map(({ uri }) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const picked =
    items.length > 1
      ? await vscode.window.showQuickPick(items, { title: approvedSearch.whichManifest })
      : items[0];
  return picked && vscode.workspace.openTextDocument(picked.uri);
}
