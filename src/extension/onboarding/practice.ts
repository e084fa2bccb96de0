import * as vscode from 'vscode';
import type { Judgement } from '../../core/index';
import { compareVerdicts, hoverOf, isActionable, notice } from '../../core/index';
import type { Services } from '../commands/services';
import type { Target } from '../commands/target';
import { toRange } from '../convert';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

/** Goes to the dependency that needs somebody most, and shows what is said about it. */
export function showFinding({ store }: Services): Promise<void> {
  return show(store, ({ findings }) => findings.some(isActionable), 'editor.action.showHover');
}

/** Goes to the first dependency that the policy knows something better for, and shows the fixes. */
export function showFixes({ store }: Services): Promise<void> {
  const hasFix = (judgement: Judgement, { policy }: JudgedManifest) =>
    judgement.findings.length > 0 && hoverOf(judgement, policy).actions.length > 0;
  return show(store, hasFix, 'editor.action.quickFix');
}

async function show(
  store: JudgementStore,
  isMeant: (judgement: Judgement, judged: JudgedManifest) => boolean,
  command: string,
): Promise<void> {
  const targets = manifestsInReach(store).flatMap((judged) =>
    judged.judgements.map((judgement): Target => ({ judged, judgement })),
  );
  const [worst] = targets
    .filter(({ judged, judgement }) => isMeant(judgement, judged))
    .sort((a, b) => compareVerdicts(b.judgement.verdict, a.judgement.verdict));
  if (!worst) {
    void vscode.window.showInformationMessage(notice.noManifest);
    return;
  }
  await goTo(worst);
  // Not awaited: a menu may stay open for as long as somebody looks at it.
  void vscode.commands.executeCommand(command);
}

/** What an editor shows, else what a tab holds, else the whole workspace. */
function manifestsInReach(store: JudgementStore): readonly JudgedManifest[] {
  const shown = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const held = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  const judged = (uris: readonly vscode.Uri[]) => uris.flatMap((uri) => store.get(uri) ?? []);
  return [judged(shown), judged(held), store.all()].find((found) => found.length > 0) ?? [];
}

/** Where it is shown already, else in the first column: a walkthrough stays in sight beside it. */
async function goTo({ judged, judgement }: Target): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === judged.uri.toString(),
  );
  const document = shown?.document ?? (await vscode.workspace.openTextDocument(judged.uri));
  const { start } = toRange(document, judgement.dependency.nameSpan);
  const selection = new vscode.Range(start, start);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection, viewColumn });
}
