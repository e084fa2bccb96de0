import * as vscode from 'vscode';
import type { AlternativeChoice, Fix } from '../../core/index';
import { addDependency, alternativeText, notice, t } from '../../core/index';
import { toWorkspaceEdit } from '../convert';
import { activeManifest } from '../documents';
import type { JudgementStore } from '../judgements/store';
import { openAddress } from './ask';
import { editOf, fixesOf } from './fixing';
import type { Services } from './services';
import type { DependencyRef, Target } from './target';
import { targetOf } from './target';

/** Names a fix. `version` is that of the document it was offered for; without it, the one that is judged now counts. */
export interface FixRef extends DependencyRef {
  readonly fix: string;
  readonly version?: number;
}

/** Applies the fix of the given title, if the text is still the one that it was made for. */
export async function applyFix({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  const { fix: title, version } = (argument ?? {}) as Partial<FixRef>;
  const edit = target && (await editFor(target, store, (fix) => fix.title === title));
  const isStale = version !== undefined && target?.judged.version !== version;
  if (!edit || isStale || !(await vscode.workspace.applyEdit(edit)))
    void vscode.window.showInformationMessage(notice.notNow);
}

async function editFor(target: Target, store: JudgementStore, isMeant: (fix: Fix) => boolean) {
  const { fixes, companions } = await fixesOf(target, store);
  const fix = fixes.find(isMeant);
  return fix && editOf([fix], target.judged, companions);
}

/** Says why a package is approved, and offers to take it. */
export async function showAlternative(services: Services, argument: unknown): Promise<void> {
  const { choice } = argument as { choice: AlternativeChoice };
  const [add, guide] = [t('Add to package.json'), t('Open the Guide')];
  const ways = choice.link === undefined ? [add] : [add, guide];
  const answer = await vscode.window.showInformationMessage(alternativeText(choice), ...ways);
  if (answer === add) await addAlternative(services, argument);
  if (answer === guide && choice.link !== undefined) await openAddress(choice.link);
}

/** Writes an approved package into the open manifest, as an edit that is not saved yet. */
export async function addAlternative(_services: Services, argument: unknown): Promise<void> {
  const { choice } = argument as { choice: AlternativeChoice };
  const document = activeManifest();
  if (!document) {
    void vscode.window.showInformationMessage(notice.noManifest);
    return;
  }
  const edits = addDependency(document.getText(), choice.name, choice.range);
  if (!edits) {
    void vscode.window.showInformationMessage(notice.alreadyThere(choice.name));
    return;
  }
  await vscode.workspace.applyEdit(toWorkspaceEdit(document, edits));
}
