import * as vscode from 'vscode';
import type { Finding } from '../../core/index';
import { messageOf } from '../../core/index';
import { clauseTarget, toRange, toSeverity } from '../convert';
import { openDocument } from '../documents';
import type { Environments } from '../environment/environments';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

export const DIAGNOSTIC_SOURCE = 'OSPO Lens';

/** Draws the findings of open manifests. What is not open is told by the sidebar. */
export function registerFindings(store: JudgementStore, environments: Environments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens');
  const changed = store.onDidChange((uri) => {
    const judged = store.get(uri);
    const document = openDocument(uri);
    const policyUri = environments.get(uri)?.policyUri;
    if (!judged || !document || !policyUri) collection.delete(uri);
    else if (judged.version === document.version)
      collection.set(uri, diagnosticsOf(judged, document, policyUri));
  });
  return vscode.Disposable.from(collection, changed);
}

function diagnosticsOf(
  judged: JudgedManifest,
  document: vscode.TextDocument,
  policyUri: vscode.Uri,
): vscode.Diagnostic[] {
  return judged.judgements.flatMap((judgement) =>
    judgement.findings.map((finding) => toDiagnostic(finding, document, policyUri)),
  );
}

function toDiagnostic(
  finding: Finding,
  document: vscode.TextDocument,
  policyUri: vscode.Uri,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document, finding.span),
    messageOf(finding),
    toSeverity(finding.severity),
  );
  const target = finding.clause && clauseTarget(finding.clause, policyUri);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = target ? { value: finding.code, target } : finding.code;
  if (finding.code === 'package.deprecated') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
