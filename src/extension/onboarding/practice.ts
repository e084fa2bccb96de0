import * as vscode from 'vscode';
import type { Judgement } from '../../core/index';
import { compareVerdicts, hoverOf, isActionable, nothingFound, notice } from '../../core/index';
import type { Services } from '../commands/services';
import type { Target } from '../commands/target';
import { toRange } from '../convert';
import { soon } from '../judgements/soon';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

/** Goes to the dependency that needs somebody most, and shows what is said about it. */
export function showFinding({ store }: Services): Promise<void> {
  return show(store, ({ findings }) => findings.some(isActionable), 'finding');
}

/** Goes to the first dependency that the policy knows something better for, and shows the fixes. */
export function showFixes({ store }: Services): Promise<void> {
  const hasFix = (judgement: Judgement, { policy }: JudgedManifest) =>
    judgement.findings.length > 0 && hoverOf(judgement, policy).actions.length > 0;
  return show(store, hasFix, 'fix');
}

const OPENS = { finding: 'editor.action.showHover', fix: 'editor.action.quickFix' } as const;

type IsMeant = (judgement: Judgement, judged: JudgedManifest) => boolean;

async function show(store: JudgementStore, isMeant: IsMeant, wanted: keyof typeof OPENS): Promise<void> {
  // What is known first is not yet the worst in sight, unless nothing can be worse.
  const isWorst = ({ judged, judgement }: Target) =>
    judgement.verdict === 'denied' && editorOf(judged) !== undefined;
  const worst = await soon(store, () => worstOf(store, isMeant), isWorst);
  if (!worst) {
    const known = manifestsInReach(store);
    const judgements = known.flatMap((judged) => judged.judgements);
    void vscode.window.showInformationMessage(
      known.length > 0 ? nothingFound(judgements, wanted) : notice.noManifest,
    );
    return;
  }
  await goTo(worst);
  // Not awaited: a menu may stay open for as long as somebody looks at it.
  void vscode.commands.executeCommand(OPENS[wanted]);
}

function worstOf(store: JudgementStore, isMeant: IsMeant): Target | undefined {
  const targets = manifestsInReach(store).flatMap((judged) =>
    judged.judgements.map((judgement): Target => ({ judged, judgement })),
  );
  const [worst] = targets
    .filter(({ judged, judgement }) => isMeant(judgement, judged))
    .sort((a, b) => compareVerdicts(b.judgement.verdict, a.judgement.verdict));
  return worst;
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
  const shown = editorOf(judged);
  const document = shown?.document ?? (await vscode.workspace.openTextDocument(judged.uri));
  const { start } = toRange(document, judgement.dependency.nameSpan);
  const selection = new vscode.Range(start, start);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { selection, viewColumn });
}

function editorOf({ uri }: JudgedManifest): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}
