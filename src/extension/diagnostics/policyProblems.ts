import * as vscode from 'vscode';
import type { Logger, Problem } from '../../core/index';
import type { PolicyReader } from '../../sources/policyReader';
import { coalesce } from '../coalesce';
import { toRange, toSeverity } from '../convert';
import type { Environments } from '../environment/environments';
import { logErrors } from '../errors';
import { DIAGNOSTIC_SOURCE } from './findings';

/** Tells what is wrong with a policy while it is written. */
export function registerPolicyProblems(
  environments: Environments,
  read: PolicyReader,
  logger: Logger,
): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens-policy');
  const busy = new Set<string>();
  const again = new Map<string, vscode.TextDocument>();
  const check = (document: vscode.TextDocument) => {
    const key = document.uri.toString();
    if (document.isClosed || !isPolicy(document, environments)) return;
    // Whoever types is faster than a long policy is read: only the last text counts, which may be another document's.
    if (busy.has(key)) again.set(key, document);
    else logErrors(drawAndGoOn(document, key), 'check a policy', logger);
  };
  const drawAndGoOn = async (document: vscode.TextDocument, key: string) => {
    busy.add(key);
    try {
      await draw(document, environments, read, collection);
    } finally {
      busy.delete(key);
      const next = again.get(key);
      again.delete(key);
      if (next) check(next);
    }
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

/** What was found in a text that changed meanwhile is not drawn: the change is checked for itself. */
async function draw(
  document: vscode.TextDocument,
  environments: Environments,
  read: PolicyReader,
  collection: vscode.DiagnosticCollection,
): Promise<void> {
  const { version } = document;
  const origin = vscode.workspace.asRelativePath(document.uri);
  const { problems } = await read({ text: document.getText(), origin, isDefault: false });
  if (document.version !== version || document.isClosed) return;
  const all = withOthers(problems, document, environments);
  collection.set(
    document.uri,
    all.map((problem) => toDiagnostic(problem, document)),
  );
}

/** What the text itself shows; once it is saved, also what shows only together with the policies that it builds on. */
function withOthers(
  problems: readonly Problem[],
  document: vscode.TextDocument,
  environments: Environments,
): readonly Problem[] {
  if (document.isDirty) return problems;
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
