import * as vscode from 'vscode';

/** Short enough that nobody sees it. */
const PAUSE_MS = 30;

/** Many events, one update: answers come in crowds. */
export function coalesce(
  update: () => void,
  ...events: readonly ((listener: () => void) => vscode.Disposable)[]
): vscode.Disposable {
  return coalesceWithin(PAUSE_MS, update, ...events);
}

/** The same with a pause of its own, in milliseconds: at most one update in that time. */
export function coalesceWithin(
  pause: number,
  update: () => void,
  ...events: readonly ((listener: () => void) => vscode.Disposable)[]
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      update();
    }, pause);
  };
  return vscode.Disposable.from(
    ...events.map((event) => event(soon)),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
