import * as vscode from 'vscode';
import type { ViewId } from '../contributions';
import type { JudgementStore } from './store';

const VIEW: ViewId = 'ospoLens.dependencies';

/** Shorter work is not worth a sign. */
const PATIENCE_MS = 300;

/** While the workspace is checked: a moving line on the view of dependencies, and the command that stops it. */
export function registerCheckingProgress(store: JudgementStore): vscode.Disposable {
  let isShown = false;
  let timer: NodeJS.Timeout | undefined;
  const end = new vscode.EventEmitter<void>();
  const show = () => {
    timer = undefined;
    isShown = true;
    void vscode.commands.executeCommand('setContext', 'ospoLens.checking', true);
    void vscode.window.withProgress({ location: { viewId: VIEW } }, () => once(end.event));
  };
  const hide = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!isShown) return;
    isShown = false;
    end.fire();
    void vscode.commands.executeCommand('setContext', 'ospoLens.checking', false);
  };
  const subscription = store.onDidProgress((progress) => {
    if (progress === undefined) hide();
    else if (!isShown) timer ??= setTimeout(show, PATIENCE_MS);
  });
  return vscode.Disposable.from(subscription, new vscode.Disposable(hide), end);
}

function once(event: vscode.Event<void>): Promise<void> {
  return new Promise((resolve) => {
    const listener = event(() => {
      listener.dispose();
      resolve();
    });
  });
}
