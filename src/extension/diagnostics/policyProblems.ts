import * as vscode from 'vscode';
import type { Problem } from '../../core/index';
import { parsePolicy } from '../../core/index';
import { coalesce } from '../coalesce';
import { toRange, toSeverity } from '../convert';
import type { Environments } from '../environment/environments';
import { DIAGNOSTIC_SOURCE } from './findings';

/** Tells what is wrong with a policy while it is written. */
export function registerPolicyProblems(environments: Environments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens-policy');
  const check = (document: vscode.TextDocument) => {
    if (!isPolicy(document, environments)) return;
    const problems = problemsOf(document, environments);
    collection.set(
      document.uri,
      problems.map((problem) => toDiagnostic(problem, document)),
    );
  };
  vscode.workspace.textDocuments.forEach(check);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => check(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
    coalesce(() => vscode.workspace.textDocuments.forEach(check), environments.onDidChange),
  );
}

/** What the text itself shows; once it is saved, also what shows only together with the policies that it builds on. */
function problemsOf(document: vscode.TextDocument, environments: Environments): Problem[] {
  const origin = vscode.workspace.asRelativePath(document.uri);
  const { problems } = parsePolicy(document.getText(), { origin });
  if (document.isDirty) return [...problems];
  const loaded = environments.all().flatMap((environment) => environment.problems);
  const others = loaded.filter((problem) => problem.file === document.uri.fsPath);
  const all = [...problems, ...others];
  return [...new Map(all.map((one) => [`${one.code} ${one.span?.start ?? 0} ${one.message}`, one])).values()];
}

function isPolicy({ uri }: vscode.TextDocument, environments: Environments): boolean {
  if (uri.scheme !== 'file') return false;
  if (/\/ospo-policy\.(ya?ml|json)$/.test(uri.path)) return true;
  return environments.all().some(({ policyUri }) => policyUri.toString() === uri.toString());
}

function toDiagnostic(problem: Problem, document: vscode.TextDocument): vscode.Diagnostic {
  const span = problem.span ?? { start: 0, end: 0 };
  const diagnostic = new vscode.Diagnostic(
    toRange(document, span),
    problem.message,
    toSeverity(problem.severity),
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = problem.code;
  return diagnostic;
}
