import type * as vscode from 'vscode';
import { openDocument } from './documents';
import type { JudgedManifest, JudgementStore } from './judgements/store';

/** What `activate` gives to other extensions, and to the tests. */
export interface Api {
  /** The judgements of a manifest once nothing that is on its way can change them. */
  ready(uri: vscode.Uri): Promise<JudgedManifest>;
  /** Fires when the judgements of a manifest are new, or gone. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

export function createApi(store: JudgementStore): Api {
  const finished = (uri: vscode.Uri) => {
    const judged = store.get(uri);
    return judged && store.isFinal(uri, openDocument(uri)?.version) ? judged : undefined;
  };
  return {
    onDidChange: store.onDidChange,
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
