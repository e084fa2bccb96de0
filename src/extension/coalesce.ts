import * as vscode from 'vscode';

/** Short enough that nobody sees it. */
const PAUSE_MS = 30;

/** An update that takes long comes seldom: it gets no more than this share of the time. */
const SHARE = 0.1;

/** Many events, one update: answers come in crowds. */
export function coalesce(
  update: () => void,
  ...events: readonly ((listener: () => void) => vscode.Disposable)[]
): vscode.Disposable {
  return coalesceWithin(PAUSE_MS, update, ...events);
}

/** The same with a shortest pause of its own, in milliseconds: at most one update in that time. */
export function coalesceWithin(
  shortest: number,
  update: () => void,
  ...events: readonly ((listener: () => void) => vscode.Disposable)[]
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  let pause = shortest;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const start = performance.now();
      update();
      pause = Math.max(shortest, (performance.now() - start) / SHARE);
    }, pause);
  };
  return vscode.Disposable.from(
    ...events.map((event) => event(soon)),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}
