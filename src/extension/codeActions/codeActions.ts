import * as vscode from 'vscode';
import type { Companions, Finding, Fix, Judgement } from '../../core/index';
import { actionTitle, fixesFor, requestWords } from '../../core/index';
import type { FixRef } from '../commands/edits';
import { openCompanions } from '../commands/fixing';
import { refOf } from '../commands/target';
import type { CommandId } from '../contributions';
import { toRange } from '../convert';
import { DIAGNOSTIC_SOURCE } from '../diagnostics/findings';
import { MANIFEST_SELECTOR } from '../documents';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

const METADATA: vscode.CodeActionProviderMetadata = {
  providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
};

/** A finding at the cursor with its judgement and the diagnostic that shows it. */
interface Case {
  readonly judged: JudgedManifest;
  readonly judgement: Judgement;
  readonly finding: Finding;
  readonly diagnostic: vscode.Diagnostic;
}

/** Fixes first, then the ways on: ask, read the clause, see why. */
export function registerCodeActions(store: JudgementStore): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, _range, context) => {
      const judged = store.get(document.uri);
      if (judged?.version !== document.version) return [];
      const cases = casesOf(judged, document, context.diagnostics);
      const dependencies = cases.map(({ judgement }) => judgement.dependency);
      const companions = await openCompanions(judged, dependencies, store);
      return [...fixActions(cases, companions), ...waysOn(cases)];
    },
  };
  return vscode.languages.registerCodeActionsProvider(MANIFEST_SELECTOR, provider, METADATA);
}

function casesOf(
  judged: JudgedManifest,
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
): Case[] {
  const ours = diagnostics.filter((diagnostic) => diagnostic.source === DIAGNOSTIC_SOURCE);
  return judged.judgements.flatMap((judgement) =>
    judgement.findings.flatMap((finding) => {
      const range = toRange(document, finding.span);
      const diagnostic = ours.find((one) => codeOf(one) === finding.code && one.range.isEqual(range));
      return diagnostic ? [{ judged, judgement, finding, diagnostic }] : [];
    }),
  );
}

function codeOf(diagnostic: vscode.Diagnostic): string | number | undefined {
  return typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
}

/** A fix that several findings of a dependency ask for is offered once, and resolves them all. */
function fixActions(cases: readonly Case[], companions: Companions): vscode.CodeAction[] {
  const actions = new Map<string, vscode.CodeAction>();
  for (const found of cases) {
    const { judged, judgement, finding, diagnostic } = found;
    for (const fix of fixesFor(finding, judgement, judged.policy, judged.text, companions)) {
      const key = `${judgement.dependency.entrySpan.start} ${fix.title}`;
      const action = actions.get(key) ?? fixAction(fix, found);
      action.diagnostics = [...(action.diagnostics ?? []), diagnostic];
      action.isPreferred ||= fix.preferred;
      actions.set(key, action);
    }
  }
  return [...actions.values()];
}

/** The edit is made when it is asked for, and only for this version of the text: a list of actions may stand open for long. */
function fixAction({ title }: Fix, found: Case): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  const { version } = found.judged;
  const fix: FixRef = { ...refOf(found), fix: title, ...(version !== undefined && { version }) };
  action.command = { title, command: 'ospoLens.applyFix' satisfies CommandId, arguments: [fix] };
  return action;
}

/** Once for each dependency, however many findings it has. */
function waysOn(cases: readonly Case[]): vscode.CodeAction[] {
  const first = new Map(cases.map((found) => [found.judgement, found] as const).reverse());
  return [...first.values()].reverse().flatMap((found) => {
    const name = found.judgement.dependency.name;
    const mine = cases.filter((one) => one.judgement === found.judgement);
    const clause = mine.find((one) => one.finding.clause);
    return [
      wayOn(found, actionTitle.ask(name), 'ospoLens.ask', refOf(found)),
      ...(isStopped(found)
        ? [wayOn(found, requestWords.action(name), 'ospoLens.requestException', refOf(found))]
        : []),
      ...(clause ? [wayOn(clause, actionTitle.clause, 'ospoLens.openClause', clauseArgument(clause))] : []),
      wayOn(found, actionTitle.explain(name), 'ospoLens.explain', refOf(found)),
    ];
  });
}

/** Whether somebody else has to let the package pass. */
function isStopped({ judgement: { verdict } }: Case): boolean {
  return verdict === 'denied' || verdict === 'review' || verdict === 'unknown';
}

function wayOn(found: Case, title: string, command: CommandId, argument: unknown): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [found.diagnostic];
  action.command = { title, command, arguments: [argument] };
  return action;
}

function clauseArgument({ finding, judged }: Case): unknown {
  return { clause: finding.clause, manifest: judged.uri.toString() };
}
