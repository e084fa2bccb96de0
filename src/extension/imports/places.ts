import * as vscode from 'vscode';
import type { Span } from '../../core/index';
import { lineIndex } from '../../core/index';
import { toRange } from '../convert';
import { openDocument } from '../documents';
import type { Target } from '../commands/target';
import type { CodeFile } from './search';

/** Spans of a file as ranges, without an editor that holds it. */
export function rangesIn({ text }: CodeFile, spans: readonly Span[]): vscode.Range[] {
  const index = lineIndex(text);
  return spans.map((span) => {
    const { line, column, endLine, endColumn } = index.rangeOf(span);
    return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
  });
}

/** Shows places as the editor shows references, at the dependency that they are about. */
export async function peekPlaces({ judged, judgement }: Target, places: vscode.Location[]): Promise<void> {
  const document = openDocument(judged.uri) ?? (await vscode.workspace.openTextDocument(judged.uri));
  const selection = toRange(document, judgement.dependency.nameSpan);
  await vscode.window.showTextDocument(document, { selection });
  await vscode.commands.executeCommand(
    'editor.action.peekLocations',
    document.uri,
    selection.start,
    places,
    'peek',
  );
}
