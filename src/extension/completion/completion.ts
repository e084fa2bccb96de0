import * as vscode from 'vscode';
import type { EntrySuggestion, PackageIndex } from '../../core/index';
import {
  indexJudged,
  mergeIndexes,
  suggestEntries,
  suggestionDetail,
  suggestionMark,
  suggestionText,
} from '../../core/index';
import { loadSnapshotIndex } from '../../sources/snapshot';
import { toRange } from '../convert';
import { CATALOG_FILE, CATALOG_SELECTOR, isManifest, MANIFEST_SELECTOR } from '../documents';
import type { Environment, Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import { readConfig } from '../config';

const SUGGEST = 'editor.action.triggerSuggest';
const NOTHING: PackageIndex = { names: [], get: () => undefined };

/**
 * Packages and ranges while a dependency is typed, approved ones first. What is typed is told to nobody: it may be a
 * private name. Everything offered is known already: the policy, the manifests of the workspace, the snapshot.
 */
export function registerCompletion(
  store: JudgementStore,
  environments: Environments,
  extension: vscode.Uri,
): vscode.Disposable {
  const snapshot = lazyIndex(vscode.Uri.joinPath(extension, 'resources', 'snapshot').fsPath);
  const known = () => {
    const judgements = store.all().flatMap((judged) => judged.judgements);
    return mergeIndexes([indexJudged(judgements), snapshot()]);
  };
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems: (document, position) => {
      const environment = environmentFor(document, environments);
      if (!environment || !readConfig(document.uri).enabled || isSelected(document)) return undefined;
      const suggestions = suggestEntries(
        {
          text: document.getText(),
          syntax: isManifest(document.uri) ? 'json' : 'yaml',
          policy: environment.policy,
          known: known(),
          manifestPath: environment.path,
          now: new Date().toISOString(),
        },
        document.offsetAt(position),
      );
      const items = suggestions.map((one, rank) => toItem(one, rank, document, position));
      // Each key may bring other packages by their need: the order is ours, not that of letters.
      return new vscode.CompletionList(items, true);
    },
  };
  return vscode.Disposable.from(
    // Judging has read the policy by then: nobody waits for the snapshot.
    store.onDidChange(() => void snapshot()),
    vscode.languages.registerCompletionItemProvider(MANIFEST_SELECTOR, provider, '"', '@', '/', ':'),
    vscode.languages.registerCompletionItemProvider(CATALOG_SELECTOR, provider, "'", '"', '@', '/', ' '),
  );
}

/** A suggestion that is taken replaces what is selected: it was made for a text that still has that. */
function isSelected(document: vscode.TextDocument): boolean {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document && !editor.selection.isEmpty;
}

/** What judges a manifest; of the file that states the catalogs, what judges the package.json beside it. */
function environmentFor({ uri }: vscode.TextDocument, environments: Environments): Environment | undefined {
  const isCatalog = CATALOG_FILE.test(uri.path);
  if (!isCatalog) return isManifest(uri) ? environments.get(uri) : undefined;
  return environments.get(vscode.Uri.joinPath(uri, '..', 'package.json'));
}

/** Loaded at the first look, which does not wait for it. */
function lazyIndex(folder: string): () => PackageIndex {
  let index: PackageIndex | undefined;
  return () => {
    if (index === undefined) {
      index = NOTHING;
      void loadSnapshotIndex(folder).then((loaded) => (index = loaded));
    }
    return index;
  };
}

function toItem(
  suggestion: EntrySuggestion,
  rank: number,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem {
  const { slot, label, range, edit, before, verdict } = suggestion;
  const kind = slot === 'name' ? vscode.CompletionItemKind.Module : vscode.CompletionItemKind.Value;
  const shownRange = slot === 'name' && range !== undefined ? { detail: ` ${range}` } : {};
  const item = new vscode.CompletionItem(
    { label, description: suggestionMark(suggestion), ...shownRange },
    kind,
  );
  const target = toRange(document, edit.span);
  item.range = target;
  item.insertText = slot === 'name' ? withCursor(edit.newText) : edit.newText;
  item.additionalTextEdits = before.map(({ span, newText }) =>
    vscode.TextEdit.replace(toRange(document, span), newText),
  );
  // What was typed fits by need as well as by name: the editor shall neither filter nor sort it anew.
  item.filterText = document.getText(new vscode.Range(target.start, position));
  item.sortText = `!${String(rank).padStart(4, '0')}`;
  item.detail = suggestionDetail(suggestion);
  item.documentation = suggestionText(suggestion);
  item.preselect = rank === 0 && suggestion.approved !== undefined;
  if (verdict === 'denied') item.tags = [vscode.CompletionItemTag.Deprecated];
  if (slot === 'name' && isOpen(edit.newText)) item.command = { command: SUGGEST, title: '' };
  return item;
}

/** Where no range is known, the cursor goes where it is to be typed. */
function withCursor(text: string): vscode.SnippetString {
  const escaped = text.replace(/[$}\\]/g, '\\$&');
  return new vscode.SnippetString(isOpen(text) ? escaped.replace(/""(,?)$/, '"$0"$1') : `${escaped}$0`);
}

function isOpen(text: string): boolean {
  return /: ("",?)?$/.test(text);
}
