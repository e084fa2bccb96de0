import type * as vscode from 'vscode';
import { tookAdvice } from '../../core/index';
import type { JudgedManifest, JudgementStore } from '../judgements/store';
import { isReached, reached } from './reached';

/** Watches, until it happens, for advice of the policy that somebody takes in an open manifest. */
export function registerProgress(store: JudgementStore): vscode.Disposable {
  const before = new Map<string, JudgedManifest>();
  const listener = store.onDidChange((uri) => {
    const now = store.get(uri);
    const last = before.get(uri.toString());
    if (last && now && tookAdvice(last.judgements, now.judgements, last.policy)) reached('advice');
    if (now && isOpen(now)) before.set(uri.toString(), now);
    else before.delete(uri.toString());
    if (isReached('advice')) {
      before.clear();
      listener.dispose();
    }
  });
  return listener;
}

/** A file that no editor holds changes by other hands. */
function isOpen({ version }: JudgedManifest): boolean {
  return version !== undefined;
}
