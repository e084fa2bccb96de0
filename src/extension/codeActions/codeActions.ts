import * as vscode from 'vscode';
import type { Companions, Finding, Fix, Judgement, Verdict } from '../../core/index';
import {
  actionTitle,
  broughtFindings,
  broughtJudgement,
  broughtStep,
  changeWords,
  findingsOn,
  fixesFor,
  hasVersions,
  isStoppedPackage,
  noiseWords,
  requestWords,
  versionWords,
} from '../../core/index';
import type { FixRef } from '../commands/edits';
import { allFixesOf } from '../commands/fixAll';
import { openCompanions } from '../commands/fixing';
import { approvedFor } from '../commands/rewrite';
import type { RewriteRef } from '../commands/rewrite';
import { refOf } from '../commands/target';
import type { Target } from '../commands/target';
import type { CommandId } from '../contributions';
import { toRange } from '../convert';
import { DIAGNOSTIC_SOURCE } from '../diagnostics/findings';
import { MANIFEST_SELECTOR } from '../documents';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

/** What `editor.codeActionsOnSave` calls it. */
const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('ospoLens');

const METADATA: vscode.CodeActionProviderMetadata = {
  providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite, FIX_ALL],
};

/** A finding at the cursor with its judgement and the diagnostic that shows it. */
interface Case {
  readonly judged: JudgedManifest;
  readonly judgement: Judgement;
  readonly finding: Finding;
  /** Absent where the user does not want it to be drawn. */
  readonly diagnostic: vscode.Diagnostic | undefined;
}

/** Fixes first, then the ways on: ask, read the clause, see why. */
export function registerCodeActions(store: JudgementStore): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: async (document, range, context) => {
      const judged = store.get(document.uri);
      if (judged?.version !== document.version) return [];
      if (context.only && FIX_ALL.intersects(context.only)) return fixAllAction(judged, store);
      const cases = casesOf(judged, document, range, context.diagnostics);
      const judgements = cases.map(({ judgement }) => judgement);
      const companions = await openCompanions(judged, judgements, store);
      return [...fixActions(cases, companions), ...refactorings(cases), ...waysOn(cases)];
    },
  };
  return vscode.languages.registerCodeActionsProvider(MANIFEST_SELECTOR, provider, METADATA);
}

function casesOf(
  judged: JudgedManifest,
  document: vscode.TextDocument,
  at: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): Case[] {
  const ours = diagnostics.filter((diagnostic) => diagnostic.source === DIAGNOSTIC_SOURCE);
  return judged.judgements.flatMap((judgement) =>
    findingsOn(judgement).flatMap((finding) => {
      const range = toRange(document, finding.span);
      const diagnostic = ours.find((one) => codeOf(one) === finding.code && one.range.isEqual(range));
      // What is not drawn is mended, too.
      const isHere = diagnostic !== undefined || range.intersection(at) !== undefined;
      return isHere ? [{ judged, judgement, finding, diagnostic }] : [];
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
      action.diagnostics = [...(action.diagnostics ?? []), ...(diagnostic ? [diagnostic] : [])];
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

/** Made for the text of this moment and applied at once: the editor asks for it on a command, or when a file is saved. */
async function fixAllAction(judged: JudgedManifest, store: JudgementStore): Promise<vscode.CodeAction[]> {
  const { all, edit } = await allFixesOf(judged, store);
  if (!edit || all.titles.length === 0) return [];
  const action = new vscode.CodeAction(changeWords.fixAll, FIX_ALL);
  action.edit = edit;
  return [action];
}

/** Beyond the manifest: with its imports where an alternative is drop-in, else the places to look at. */
function refactorings(cases: readonly Case[]): vscode.CodeAction[] {
  return firstOfEach(cases).flatMap((found) => {
    const { name, packageName } = found.judgement.dependency;
    const choices = approvedFor(found);
    // The code imports the name of an alias, and that stays.
    if (name !== packageName || choices.length === 0) return [];
    const dropIns = choices.filter(({ dropIn }) => dropIn);
    const { version } = found.judged;
    const rewrites = dropIns.map((choice) => {
      const ref: RewriteRef = {
        ...refOf(found),
        choice: choice.name,
        ...(version !== undefined && { version }),
      };
      return refactoring(
        found,
        changeWords.rewrite(name, choice.name, choice.range),
        'ospoLens.rewriteImports',
        ref,
      );
    });
    const look = refactoring(found, changeWords.showImports(name), 'ospoLens.showImports', refOf(found));
    return [...rewrites, look];
  });
}

function refactoring(found: Case, title: string, command: CommandId, argument: unknown): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
  action.diagnostics = found.diagnostic ? [found.diagnostic] : [];
  action.command = { title, command, arguments: [argument] };
  return action;
}

function firstOfEach(cases: readonly Case[]): Case[] {
  const first = new Map(cases.map((found) => [found.judgement, found] as const).reverse());
  return [...first.values()].reverse();
}

/** Once for each dependency, however many findings it has, and for each package that it brings. */
function waysOn(cases: readonly Case[]): vscode.CodeAction[] {
  return firstOfEach(cases).flatMap((found) => {
    const mine = cases.filter((one) => one.judgement === found.judgement);
    const { name } = found.judgement.dependency;
    const own = mine.filter(({ finding }) => finding.via === undefined);
    const [first] = own;
    return [
      ...(first ? waysOnPackage(first, own, first) : []),
      ...broughtCases(mine).flatMap(([brought, ...rest]) => waysOnBrought(brought, [brought, ...rest])),
      ...(first ? [] : [wayOn(found, actionTitle.explain(name), 'ospoLens.explain', refOf(found))]),
      wayOn(found, noiseWords.action(name), 'ospoLens.snooze', refOf(found)),
    ];
  });
}

/** More packages than these are asked about in the view, where each has a line. */
const MOST_BROUGHT = 3;

/** The findings on packages that a dependency brings, those on one package together, what is loudest first. */
function broughtCases(cases: readonly Case[]): (readonly [Case, ...Case[]])[] {
  const byPackage = new Map<string, [Case, ...Case[]]>();
  const order = new Map(broughtFindings(cases[0]?.judgement ?? { brought: [] }).map((one, at) => [one, at]));
  const sorted = cases
    .filter(({ finding }) => finding.via !== undefined)
    .sort((a, b) => (order.get(a.finding) ?? 0) - (order.get(b.finding) ?? 0));
  for (const one of sorted) {
    const step = broughtStep(one.finding);
    const key = `${step?.name ?? ''}@${step?.version ?? ''}`;
    const known = byPackage.get(key);
    if (known) known.push(one);
    else byPackage.set(key, [one]);
  }
  return [...byPackage.values()].slice(0, MOST_BROUGHT);
}

function waysOnBrought(found: Case, mine: readonly Case[]): vscode.CodeAction[] {
  const { judged, judgement, finding } = found;
  const step = broughtStep(finding);
  const brought = step && broughtJudgement(step, judgement);
  if (!brought) return [];
  const target = { judged, judgement: brought, bringer: judgement };
  const look = mine.find((one) => isStoppedPackage(one.finding) && hasVersions(judgement.dependency));
  return [
    ...(look ? [wayOn(look, versionWords.action(look.finding), 'ospoLens.findVersion', refOf(target))] : []),
    ...waysOnPackage(found, mine, target),
  ];
}

/** The ways on about one package: `target`. */
function waysOnPackage(found: Case, mine: readonly Case[], target: Target): vscode.CodeAction[] {
  const { dependency, verdict } = target.judgement;
  const { name } = dependency;
  const ref = refOf(target);
  const clause = mine.find((one) => one.finding.clause);
  return [
    wayOn(found, actionTitle.ask(name), 'ospoLens.ask', ref),
    ...(isStopped(verdict)
      ? [wayOn(found, requestWords.action(name), 'ospoLens.requestException', ref)]
      : []),
    ...(clause ? [wayOn(clause, actionTitle.clause, 'ospoLens.openClause', clauseArgument(clause))] : []),
    wayOn(found, actionTitle.explain(name), 'ospoLens.explain', ref),
  ];
}

/** Whether somebody else has to let a package pass. */
function isStopped(verdict: Verdict): boolean {
  return verdict === 'denied' || verdict === 'review' || verdict === 'unknown';
}

function wayOn(found: Case, title: string, command: CommandId, argument: unknown): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = found.diagnostic ? [found.diagnostic] : [];
  action.command = { title, command, arguments: [argument] };
  return action;
}

function clauseArgument({ finding, judged }: Case): unknown {
  return { clause: finding.clause, manifest: judged.uri.toString() };
}
