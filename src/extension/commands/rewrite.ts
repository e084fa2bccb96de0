import * as vscode from 'vscode';
import type { AlternativeChoice, Fix } from '../../core/index';
import { alternativeText, changeWords, choicesFor, notice, rewriteImports, usesOf } from '../../core/index';
import { peekPlaces, rangesIn } from '../imports/places';
import type { CodeFile, Search } from '../imports/search';
import { MOST_FILES, searchCode } from '../imports/search';
import { editOf, fixesOf } from './fixing';
import type { Services } from './services';
import type { DependencyRef, Target } from './target';
import { targetOf } from './target';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 8000;

/** Names a replacement. `version` is that of the document it was offered for. */
export interface RewriteRef extends DependencyRef {
  readonly choice?: string;
  readonly version?: number;
}

/** What the policy approves instead of a dependency, each once. */
export function approvedFor({ judged, judgement }: Target): AlternativeChoice[] {
  const choices = judgement.findings
    .filter(({ via }) => via === undefined)
    .flatMap((finding) => choicesFor(finding, judgement, judged.policy));
  return [...new Map(choices.map((choice) => [choice.name, choice])).values()];
}

/**
 * Replaces a dependency by a drop-in alternative and renames it wherever the package's code imports it, after a preview.
 * Where the policy calls no alternative drop-in, no file is edited: the places to look at are listed.
 */
export async function rewriteDependency(services: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, services.store);
  if (!target) return;
  const { choice: name, version } = (argument ?? {}) as Partial<RewriteRef>;
  if (version !== undefined && version !== target.judged.version) {
    refuse();
    return;
  }
  const dropIns = approvedFor(target).filter(({ dropIn }) => dropIn);
  if (dropIns.length === 0) {
    vscode.window.setStatusBarMessage(changeWords.notDropIn(target.judgement.dependency.name), NOTE_MS);
    return listImports(target);
  }
  const choice = dropIns.find((one) => one.name === name) ?? (await pickChoice(dropIns));
  if (choice) await replaceEverywhere(services, target, choice);
}

/** Lists where the code imports a dependency. No file is edited. */
export async function showImports({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (target) await listImports(target);
}

async function listImports(target: Target): Promise<void> {
  const { name } = target.judgement.dependency;
  const search = await withProgress(target);
  if (!search) return;
  const places = search.files.flatMap((file) => {
    const spans = usesOf(file.uri.path, file.text, name).map(({ span }) => span);
    return rangesIn(file, spans).map((range) => new vscode.Location(file.uri, range));
  });
  sayIncomplete(search);
  if (places.length > 0) await peekPlaces(target, places);
  else vscode.window.setStatusBarMessage(changeWords.noImports(name), NOTE_MS);
}

async function replaceEverywhere(
  { store, offer }: Services,
  target: Target,
  choice: AlternativeChoice,
): Promise<void> {
  const search = await withProgress(target);
  if (!search) return;
  const { fixes, companions } = await fixesOf(target, store);
  const fix = fixes.find((one) => one.replacement === choice.name);
  const edit = fix && editOf([fix], target.judged, companions, labelOf(fix, target));
  if (!edit) {
    refuse();
    return;
  }
  const left = search.files.flatMap((file) => rewriteFile(file, target, choice, edit));
  openPreview(edit, target);
  sayIncomplete(search);
  if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return;
  offer.make(target.judged.uri);
  if (left.length === 0) return;
  vscode.window.setStatusBarMessage(changeWords.left(left.length), NOTE_MS);
  await peekPlaces(target, left);
}

/** Adds the imports of one file to the edit; answers the places that stay. */
function rewriteFile(
  file: CodeFile,
  { judgement: { dependency } }: Target,
  choice: AlternativeChoice,
  edit: vscode.WorkspaceEdit,
): vscode.Location[] {
  const { edits, left } = rewriteImports(file.uri.path, file.text, dependency.name, choice);
  const label = changeWords.importLabel(dependency.name, choice.name);
  const ranges = rangesIn(
    file,
    edits.map(({ span }) => span),
  );
  edits.forEach(({ newText }, index) => {
    const range = ranges[index];
    if (range) edit.replace(file.uri, range, newText, { needsConfirmation: false, label });
  });
  return rangesIn(file, left).map((range) => new vscode.Location(file.uri, range));
}

/**
 * The editor shows its preview where an entry asks for confirmation, and leaves such entries unticked: the one that asks
 * changes nothing, so that one gesture applies all the others.
 */
function openPreview(edit: vscode.WorkspaceEdit, { judged }: Target): void {
  const nowhere = new vscode.Range(0, 0, 0, 0);
  edit.replace(judged.uri, nowhere, '', { needsConfirmation: true, label: changeWords.previewLabel });
}

function labelOf({ replacement = '' }: Fix, { judgement: { dependency } }: Target) {
  const label = changeWords.manifestLabel(dependency.name, replacement);
  return { needsConfirmation: false, label };
}

async function withProgress({ judged, judgement }: Target): Promise<Search | undefined> {
  const { name } = judgement.dependency;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: changeWords.searching(name), cancellable: true },
    (_progress, token) => searchCode(judged.uri, name, token),
  );
}

async function pickChoice(choices: readonly AlternativeChoice[]): Promise<AlternativeChoice | undefined> {
  if (choices.length === 1) return choices[0];
  const items = choices.map((choice) => ({
    label: choice.name,
    description: choice.range,
    detail: alternativeText(choice),
    choice,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: changeWords.whichChoice });
  return picked?.choice;
}

function sayIncomplete({ complete }: Search): void {
  if (!complete) vscode.window.setStatusBarMessage(changeWords.tooMany(MOST_FILES), NOTE_MS);
}

function refuse(): void {
  void vscode.window.showInformationMessage(notice.notNow);
}
