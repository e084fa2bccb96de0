import * as vscode from 'vscode';

/** Short enough that nobody sees it. */
const PAUSE_MS = 30;

/** Many events, one update: answers come in crowds. */
export function coalesce(
  update: () => void,
  ...events: readonly ((listener: () => void) => vscode.Disposable)[]
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      update();
    }, PAUSE_MS);
  };
  return vscode.Disposable.from(
    ...events.map((event) => event(soon)),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
