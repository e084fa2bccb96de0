import * as vscode from 'vscode';
import type { Logger } from '../core/index';

/** The output channel "OSPO Lens"; VS Code keeps its level and its file. */
export interface Log extends Logger {
  show(): void;
  dispose(): void;
}

export function createLog(): Log {
  const channel = vscode.window.createOutputChannel('OSPO Lens', { log: true });
  return {
    log: (level, message, data) => channel[level](data ? `${message} ${JSON.stringify(data)}` : message),
    show: () => channel.show(),
    dispose: () => channel.dispose(),
  };
}
