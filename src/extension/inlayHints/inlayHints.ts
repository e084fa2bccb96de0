import * as vscode from 'vscode';
import type { Judgement } from '../../core/index';
import { inlayOf } from '../../core/index';
import { onConfigChange, readConfig } from '../config';
import { MANIFEST_SELECTOR } from '../documents';
import type { JudgementStore } from '../judgements/store';
import type { Noise } from '../noise/noise';

/** License and Scorecard at the end of a dependency's line: nothing that is typed moves. */
export function registerInlayHints(store: JudgementStore, noise: Noise): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: (document, range) => {
      const judged = store.get(document.uri);
      if (judged?.version !== document.version || noise.isQuiet) return [];
      if (!readConfig(document.uri).inlayHints) return [];
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      return judged.judgements
        .filter(({ dependency: { entrySpan } }) => entrySpan.start <= end && entrySpan.end >= start)
        .flatMap((judgement) => hintOf(judgement, document) ?? []);
    },
  };
  return vscode.Disposable.from(
    changed,
    store.onDidChange((uri) => {
      if (isShown(uri)) changed.fire();
    }),
    onConfigChange(() => changed.fire()),
    noise.onDidChange(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider(MANIFEST_SELECTOR, provider),
  );
}

/** A manifest that no editor shows has no hints to draw anew. */
function isShown(manifest: vscode.Uri): boolean {
  const wanted = manifest.toString();
  return vscode.window.visibleTextEditors.some(({ document }) => document.uri.toString() === wanted);
}

function hintOf(judgement: Judgement, document: vscode.TextDocument): vscode.InlayHint | undefined {
  const line = document.lineAt(document.positionAt(judgement.dependency.entrySpan.end));
  const inlay = inlayOf(judgement);
  if (!inlay) return undefined;
  const hint = new vscode.InlayHint(line.range.end, inlay.text);
  hint.paddingLeft = true;
  hint.tooltip = inlay.tooltip;
  return hint;
}
