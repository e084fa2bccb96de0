import * as vscode from 'vscode';
import type { AlternativeChoice, DependencyScope, Fix } from '../../core/index';
import {
  addDependency,
  alternativeText,
  approvedSearch,
  blockAt,
  changeWords,
  notice,
  parseManifest,
  t,
} from '../../core/index';
import { toRange, toWorkspaceEdit } from '../convert';
import type { JudgementStore } from '../judgements/store';
import { openAddress } from './openAddress';
import { editOf, fixesOf } from './fixing';
import { chooseManifest } from './manifestChoice';
import { approvedChoice } from './pickApproved';
import type { Services } from './services';
import type { DependencyRef, Target } from './target';
import { targetOf } from './target';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 8000;

/** Names a fix. `version` is that of the document it was offered for; without it, the one that is judged now counts. */
export interface FixRef extends DependencyRef {
  readonly fix: string;
  readonly version?: number;
}

/** Applies the fix of the given title, if the text is still the one that it was made for. */
export async function applyFix({ store, offer }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (!target && argument === undefined) return;
  const { fix: stated, version } = (argument ?? {}) as Partial<FixRef>;
  const title = stated ?? (target && (await pickFix(target, store)));
  if (title === undefined) return;
  const found = target && (await editFor(target, store, (fix) => fix.title === title));
  const isStale = version !== undefined && target?.judged.version !== version;
  if (!target || !found?.edit || isStale || !(await vscode.workspace.applyEdit(found.edit))) {
    void vscode.window.showInformationMessage(notice.notNow);
    return;
  }
  offer.make(target.judged.uri);
  const { about } = found.fix;
  if (about) vscode.window.setStatusBarMessage(changeWords.installFirst(about.name), NOTE_MS);
}

/** @returns the title of the fix that is picked */
async function pickFix(target: Target, store: JudgementStore): Promise<string | undefined> {
  const { fixes } = await fixesOf(target, store);
  const { name } = target.judgement.dependency;
  if (fixes.length > 0)
    return vscode.window.showQuickPick(
      fixes.map(({ title }) => title),
      { title: 'OSPO Lens', placeHolder: name },
    );
  void vscode.window.showInformationMessage(changeWords.noFix(name));
  return undefined;
}

async function editFor(target: Target, store: JudgementStore, isMeant: (fix: Fix) => boolean) {
  const { fixes, companions } = await fixesOf(target, store);
  const fix = fixes.find(isMeant);
  return fix && { fix, edit: editOf([fix], target.judged, companions) };
}

/** Says why a package is approved, and offers to take it. */
export async function showAlternative(services: Services, argument: unknown): Promise<void> {
  const choice = await approvedChoice(services, argument);
  if (!choice) return;
  const [add, guide] = [t('Add to package.json'), t('Open the Guide')];
  const ways = choice.link === undefined ? [add] : [add, guide];
  const answer = await vscode.window.showInformationMessage(alternativeText(choice), ...ways);
  if (answer === add) await addAlternative(services, { choice });
  if (answer === guide && choice.link !== undefined) await openAddress(choice.link);
}

/** Opens the guide from another package to an approved one. */
export async function openGuide(services: Services, argument: unknown): Promise<void> {
  const choice = await approvedChoice(services, argument, {
    isMeant: ({ link }) => link !== undefined,
    nothing: approvedSearch.noGuide,
  });
  if (choice?.link !== undefined) await openAddress(choice.link);
}

/** Writes an approved package into a manifest, where the cursor is in it into that block, and shows the entry. */
export async function addAlternative(services: Services, argument: unknown): Promise<void> {
  const { store, offer } = services;
  const choice = await approvedChoice(services, argument);
  const document = choice && (await chooseManifest(store));
  if (!choice || !document) return;
  const edits = addDependency(document.getText(), choice.name, choice.range, blockAtCursor(document));
  if (!edits) {
    void vscode.window.showInformationMessage(notice.alreadyThere(choice.name));
    return;
  }
  if (!(await vscode.workspace.applyEdit(toWorkspaceEdit(document, edits)))) return;
  offer.make(document.uri);
  await showEntry(document, choice);
}

function blockAtCursor(document: vscode.TextDocument): DependencyScope | undefined {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  return editor && blockAt(document.getText(), document.offsetAt(editor.selection.active));
}

async function showEntry(document: vscode.TextDocument, { name }: AlternativeChoice): Promise<void> {
  const entry = parseManifest(document.getText()).value.dependencies.find((each) => each.name === name);
  const selection = entry && toRange(document, entry.nameSpan);
  await vscode.window.showTextDocument(document, selection && { selection });
}
