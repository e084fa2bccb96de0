import type * as vscode from 'vscode';
import { openDocument } from './documents';
import type { ViewId } from './contributions';
import type { Counts, JudgedManifest, JudgementStore } from './judgements/store';
import { isReached } from './onboarding/reached';
import type { Milestone } from './onboarding/reached';
import type { Row } from './sidebar/rows';
import type { Sidebar } from './sidebar/sidebar';

/** What `activate` gives to other extensions, and to the tests. */
export interface Api {
  /** The judgements of a manifest once nothing that is on its way can change them. */
  ready(uri: vscode.Uri): Promise<JudgedManifest>;
  /** Fires when the judgements of a manifest are new, or gone. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
  /** The lines of one of the sidebar's views as they are drawn now. */
  rows(view: ViewId): Promise<readonly Row[]>;
  /** Whether something of the walkthrough was really done in this window. */
  hasReached(milestone: Milestone): Promise<boolean>;
  /** What was done since the start. Internal: for tests and measurements. */
  counts(): Promise<Counts>;
}

export function createApi(store: JudgementStore, sidebar: Sidebar): Api {
  const finished = (uri: vscode.Uri) => {
    const judged = store.get(uri);
    return judged && store.isFinal(uri, openDocument(uri)?.version) ? judged : undefined;
  };
  return {
    onDidChange: store.onDidChange,
    rows: (view) => sidebar.rows(view),
    hasReached: (milestone) => Promise.resolve(isReached(milestone)),
    counts: () => Promise.resolve(store.counts),
    ready: (uri) =>
      new Promise((resolve) => {
        const listener = store.onDidSettle(tryNow);
        function tryNow() {
          const judged = finished(uri);
          if (!judged) return;
          listener.dispose();
          resolve(judged);
        }
        tryNow();
      }),
  };
}
