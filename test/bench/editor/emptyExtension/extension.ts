import * as vscode from 'vscode';

/** The least that an extension can do to show a diagnostic: what VS Code itself costs. */
export function activate(context: vscode.ExtensionContext): void {
  const collection = vscode.languages.createDiagnosticCollection('empty');
  const place = new vscode.Range(0, 0, 0, 1);
  const show = ({ uri }: vscode.TextDocument): void => {
    if (uri.path.endsWith('/package.json')) collection.set(uri, [new vscode.Diagnostic(place, 'Fixed.')]);
  };
  vscode.workspace.textDocuments.forEach(show);
  context.subscriptions.push(
    collection,
    vscode.workspace.onDidOpenTextDocument(show),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
  );
}
