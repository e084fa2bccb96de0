import * as vscode from 'vscode';
import { isManifest } from '../documents';
import type { JudgementStore } from './store';

/** Whoever clicked has gone on by then. */
const PATIENCE_MS = 10_000;

/**
 * What `find` answers, now or as soon as the manifests that editors show are judged: a click may come before that. `undefined`
 * where nothing is found then, or after ten seconds.
 * @param isSure whether what is found is the answer already, whatever is still to come
 */
export function soon<T>(
  store: JudgementStore,
  find: () => T | undefined,
  isSure: (found: T) => boolean = () => true,
): Promise<T | undefined> {
  const isToCome = () =>
    vscode.window.visibleTextEditors.some(
      ({ document }) => isManifest(document.uri) && !store.isFinal(document.uri, document.version),
    );
  return new Promise((resolve) => {
    const end = (found: T | undefined) => {
      clearTimeout(timer);
      for (const listener of listeners) listener.dispose();
      resolve(found);
    };
    const look = () => {
      const found = find();
      if ((found !== undefined && isSure(found)) || !isToCome()) end(found);
    };
    const timer = setTimeout(() => end(find()), PATIENCE_MS);
    const listeners = [store.onDidChange(look), store.onDidSettle(look)];
    look();
  });
}
