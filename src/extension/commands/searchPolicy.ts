import * as vscode from 'vscode';
import type { DocumentHit } from '../../core/index';
import { documentNotice, hitText, searchDocuments } from '../../core/index';
import type { Volume } from '../policyDocuments/library';
import { readDocument } from '../policyDocuments/reading';
import type { Services } from './services';

interface Item extends vscode.QuickPickItem {
  /** Missing where the row only says that nothing was found. */
  readonly hit?: DocumentHit<Volume>;
}

/** Looks for words in the organization's documents, and opens the place that is picked. */
export async function searchPolicy({ library, environments }: Services): Promise<void> {
  if (!environments.current()) await environments.loadCurrent();
  const entries = library.entries();
  if (entries.length === 0) {
    void vscode.window.showInformationMessage(documentNotice.none);
    return;
  }
  const search = new Search();
  // What is at hand is searched while the rest is still read.
  void Promise.all(entries.map(async (entry) => search.add(await library.open(entry)))).then(() =>
    search.complete(),
  );
  const hit = await search.ask();
  if (hit) await readDocument(library, hit.document, hit.section.anchor);
}

class Search {
  private readonly volumes: Volume[] = [];
  private readonly picker = vscode.window.createQuickPick<Item>();

  constructor() {
    this.picker.title = documentNotice.searchTitle;
    this.picker.placeholder = documentNotice.searchPlaceholder;
    this.picker.busy = true;
    this.picker.onDidChangeValue(() => this.show());
  }

  add(volume: Volume): void {
    this.volumes.push(volume);
    this.show();
  }

  complete(): void {
    this.picker.busy = false;
    this.show();
    const unread = this.volumes.filter(({ text }) => text === undefined).map(({ title }) => title);
    if (unread.length > 0)
      this.picker.title = `${documentNotice.searchTitle} · ${documentNotice.unread(unread)}`;
  }

  ask(): Promise<DocumentHit<Volume> | undefined> {
    return new Promise((resolve) => {
      this.picker.onDidAccept(() => {
        const hit = this.picker.activeItems[0]?.hit;
        if (!hit) return;
        resolve(hit);
        this.picker.hide();
      });
      this.picker.onDidHide(() => {
        resolve(undefined);
        this.picker.dispose();
      });
      this.picker.show();
    });
  }

  private show(): void {
    const query = this.picker.value;
    const items = searchDocuments(this.volumes, query).map((hit) => toItem(hit, query));
    const isInVain = items.length === 0 && query.trim() !== '' && !this.picker.busy;
    this.picker.items = isInVain
      ? [{ label: documentNotice.nothingFound(query.trim()), alwaysShow: true }]
      : items;
  }
}

/** `alwaysShow`: the words stand in headings and text, which the editor's own filter does not read together. */
function toItem(hit: DocumentHit<Volume>, query: string): Item {
  const { title, place, snippet } = hitText(hit, query);
  return { label: title, description: place, detail: snippet, alwaysShow: true, hit };
}
