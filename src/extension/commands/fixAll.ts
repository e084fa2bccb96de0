import * as vscode from 'vscode';
import type { AllFixes } from '../../core/index';
import { changeWords, fixAll, notice } from '../../core/index';
import { activeManifest } from '../documents';
import { soon } from '../judgements/soon';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import { editOf, openCompanions } from './fixing';
import type { Services } from './services';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 6000;

/** Everything that is safe to fix in a manifest as one edit, and what it fixes. */
export async function allFixesOf(
  judged: JudgedManifest,
  store: JudgementStore,
): Promise<{ readonly all: AllFixes; readonly edit: vscode.WorkspaceEdit | undefined }> {
  const own = judged.judgements.map(({ dependency }) => ({ dependency }));
  const companions = await openCompanions(judged, own, store);
  const all = fixAll(judged.judgements, judged.policy, judged.text, companions);
  return { all, edit: editOf([all], judged, companions) };
}

/** Applies all safe fixes of the open manifest: one step to undo. */
export async function fixWholeManifest({ store, offer }: Services): Promise<void> {
  const document = activeManifest();
  const judged = document && (await soon(store, () => store.get(document.uri)));
  if (!judged) {
    void vscode.window.showInformationMessage(notice.noManifest);
    return;
  }
  const { all, edit } = await allFixesOf(judged, store);
  if (all.titles.length === 0) {
    void vscode.window.showInformationMessage(changeWords.nothingSafe);
  } else if (!edit || !(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showInformationMessage(notice.notNow);
  } else {
    offer.make(judged.uri);
    vscode.window.setStatusBarMessage(changeWords.fixedAll(all.titles.length), NOTE_MS);
  }
}
