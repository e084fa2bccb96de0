import * as vscode from 'vscode';
import type { AlternativeChoice, Fix } from '../../core/index';
import { addDependency, alternativeText, fixesFor, notice } from '../../core/index';
import { toWorkspaceEdit } from '../convert';
import { activeManifest, openDocument } from '../documents';
import { openAddress } from './ask';
import type { Services } from './services';
import type { Target } from './target';
import { targetOf } from './target';

const ADD = 'Add to package.json';
const GUIDE = 'Open the Guide';

/** Every fix of a dependency, each once. */
export function fixesOf({ judged, judgement }: Target): Fix[] {
  const fixes = judgement.findings.flatMap((finding) =>
    fixesFor(finding, judgement, judged.policy, judged.text),
  );
  return [...new Map(fixes.map((fix) => [fix.title, fix])).values()];
}

/** Applies the fix of the given title, if the text is still the one that was judged. */
export async function applyFix({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  const { fix: title } = argument as { fix?: unknown };
  const fix = target && fixesOf(target).find((one) => one.title === title);
  const document = target && openDocument(target.judged.uri);
  if (!fix || !document || document.version !== target.judged.version) {
    void vscode.window.showInformationMessage(notice.notNow);
    return;
  }
  await vscode.workspace.applyEdit(toWorkspaceEdit(document, fix.edits));
}

/** Says why a package is approved, and offers to take it. */
export async function showAlternative(services: Services, argument: unknown): Promise<void> {
  const { choice } = argument as { choice: AlternativeChoice };
  const guide = choice.link === undefined ? [] : [GUIDE];
  const answer = await vscode.window.showInformationMessage(alternativeText(choice), ADD, ...guide);
  if (answer === ADD) await addAlternative(services, argument);
  if (answer === GUIDE && choice.link !== undefined) await openAddress(choice.link);
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
