import * as vscode from 'vscode';
import type { Finding } from '../../core/index';
import { messageOf } from '../../core/index';
import { toRange, toSeverity } from '../convert';
import { openDocument } from '../documents';
import type { ClauseLocator } from '../environment/clauses';
import type { Environments } from '../environment/environments';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

export const DIAGNOSTIC_SOURCE = 'OSPO Lens';

/** Draws the findings of open manifests. What is not open is told by the sidebar. */
export function registerFindings(store: JudgementStore, environments: Environments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens');
  const changed = store.onDidChange((uri) => {
    const judged = store.get(uri);
    const document = openDocument(uri);
    const locate = environments.get(uri)?.locate;
    if (!judged || !document || !locate) collection.delete(uri);
    else if (judged.version === document.version)
      collection.set(uri, diagnosticsOf(judged, document, locate));
  });
  return vscode.Disposable.from(collection, changed);
}

function diagnosticsOf(
  judged: JudgedManifest,
  document: vscode.TextDocument,
  locate: ClauseLocator,
): vscode.Diagnostic[] {
  return judged.judgements.flatMap((judgement) =>
    judgement.findings.map((finding) => toDiagnostic(finding, document, locate)),
  );
}

function toDiagnostic(
  finding: Finding,
  document: vscode.TextDocument,
  locate: ClauseLocator,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document, finding.span),
    messageOf(finding),
    toSeverity(finding.severity),
  );
  const target = finding.clause && locate(finding.clause);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = target ? { value: finding.code, target } : finding.code;
  if (finding.code === 'package.deprecated') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
