import * as vscode from 'vscode';
import type { Range, Severity, Span, TextEdit } from '../core/index';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function toSeverity(severity: Severity): vscode.DiagnosticSeverity {
  return SEVERITIES[severity];
}

export function toRange(document: vscode.TextDocument, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
}

/** A range that is counted from 1, as people do, the way the editor counts it. */
export function rangeFrom({ line, column, endLine, endColumn }: Range): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}

export function toWorkspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const edit of edits) result.replace(document.uri, toRange(document, edit.span), edit.newText);
  return result;
}

/** A web or mail address as it is, a path from `base`. `#heading` becomes the fragment. */
export function locate(location: string, base: vscode.Uri): vscode.Uri {
  if (isAddress(location)) return vscode.Uri.parse(location);
  const [path = '', fragment = ''] = location.split('#', 2);
  const file = isAbsolute(path) ? vscode.Uri.file(path) : vscode.Uri.joinPath(base, path);
  return file.with({ fragment });
}

/** Whether a place of a policy is opened outside: an address of the web or of mail. */
export function isAddress(location: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(location);
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[a-z]:[\\/]/i.test(path);
}
