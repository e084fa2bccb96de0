import * as vscode from 'vscode';

/** What a person has really done: the steps of the walkthrough complete by it. */
export type Milestone = 'sandbox' | 'finding' | 'advice';

const done = new Set<Milestone>();

/** Notes that something was done for the first time in this window, as the context `ospoLens.reached.<milestone>`. */
export function reached(milestone: Milestone): void {
  if (done.has(milestone)) return;
  done.add(milestone);
  void vscode.commands.executeCommand('setContext', `ospoLens.reached.${milestone}`, true);
}

export function isReached(milestone: Milestone): boolean {
  return done.has(milestone);
}
