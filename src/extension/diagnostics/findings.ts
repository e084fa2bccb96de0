import * as vscode from 'vscode';
import type { Finding } from '../../core/index';
import { messageOf } from '../../core/index';
import { toRange, toSeverity } from '../convert';
import { openDocument } from '../documents';
import type { Environments } from '../environment/environments';
import type { JudgedManifest, JudgementStore } from '../judgements/store';

export const DIAGNOSTIC_SOURCE = 'OSPO Lens';

/** Where the code of a finding leads: to the clause behind it, else to the guide. */
type TargetOf = (finding: Finding) => vscode.Uri;

/** Draws the findings of open manifests. What is not open is told by the sidebar. */
export function registerFindings(
  store: JudgementStore,
  environments: Environments,
  extension: vscode.Uri,
): vscode.Disposable {
  const guide = vscode.Uri.joinPath(extension, 'resources', 'docs', 'findings.md');
  const collection = vscode.languages.createDiagnosticCollection('ospo-lens');
  const changed = store.onDidChange((uri) => {
    const judged = store.get(uri);
    const document = openDocument(uri);
    const environment = environments.get(uri);
    if (!judged || !document || !environment) collection.delete(uri);
    else if (judged.version === document.version)
      collection.set(
        uri,
        diagnosticsOf(judged, document, ({ clause }) => (clause ? environment.locate(clause) : guide)),
      );
  });
  return vscode.Disposable.from(collection, changed);
}

function diagnosticsOf(
  judged: JudgedManifest,
  document: vscode.TextDocument,
  targetOf: TargetOf,
): vscode.Diagnostic[] {
  return judged.judgements.flatMap((judgement) =>
    judgement.findings.map((finding) => toDiagnostic(finding, document, targetOf)),
  );
}

function toDiagnostic(
  finding: Finding,
  document: vscode.TextDocument,
  targetOf: TargetOf,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(document, finding.span),
    messageOf(finding),
    toSeverity(finding.severity),
  );
  diagnostic.source = DIAGNOSTIC_SOURCE;
  diagnostic.code = { value: finding.code, target: targetOf(finding) };
  if (finding.code === 'package.deprecated') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  return diagnostic;
}
