import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

/** Our diagnostics on a document, as one text that changes with them. */
function drawn(uri: vscode.Uri): string {
  return vscode.languages
    .getDiagnostics(uri)
    .map(({ range, message }) => `${range.start.line}:${range.start.character} ${message}`)
    .join('\n');
}

/**
 * Measures keystrokes by the listeners of the editor's event: the first one, which must be there before the extension is,
 * takes the time; what the extension does in between is what the keystroke costs.
 */
export class Keystrokes {
  private begin = 0;
  private ended: (() => void) | undefined;
  private readonly first: vscode.Disposable;
  private last: vscode.Disposable | undefined;

  constructor() {
    this.first = vscode.workspace.onDidChangeTextDocument(() => {
      this.begin = performance.now();
    });
  }

  /** To be called when the extension listens: what is registered last is called last. */
  listen(): void {
    this.last = vscode.workspace.onDidChangeTextDocument(() => this.ended?.());
  }

  /** Applies an edit after which diagnostics stand elsewhere. Answers milliseconds until they are set. */
  async measure(document: vscode.TextDocument, edit: (edit: vscode.WorkspaceEdit) => void): Promise<number> {
    const before = drawn(document.uri);
    const end = new Promise<number>((resolve) => {
      this.ended = () => {
        this.ended = undefined;
        const listened = performance.now();
        if (drawn(document.uri) !== before) resolve(listened - this.begin);
        else this.look(document.uri, before, resolve);
      };
    });
    const change = new vscode.WorkspaceEdit();
    edit(change);
    await vscode.workspace.applyEdit(change);
    return end;
  }

  dispose(): void {
    this.first.dispose();
    this.last?.dispose();
  }

  /** The extension needs more turns of the event loop. */
  private look(uri: vscode.Uri, before: string, resolve: (ms: number) => void): void {
    setImmediate(() => {
      if (drawn(uri) !== before) resolve(performance.now() - this.begin);
      else this.look(uri, before, resolve);
    });
  }
}

/** A line more at the top, or one less: everything below moves. */
export function moveAll(document: vscode.TextDocument, index: number): (edit: vscode.WorkspaceEdit) => void {
  const top = new vscode.Position(0, 1);
  return (edit) => {
    if (index % 2 === 0) edit.insert(document.uri, top, '\n');
    else edit.delete(document.uri, new vscode.Range(top, new vscode.Position(1, 0)));
  };
}
