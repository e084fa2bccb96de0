import * as vscode from 'vscode';
import type { CommandId } from './contributions';

/** That the extension could not start, as the status bar says it: nobody is interrupted, and the log has the details. */
export interface StartFailure {
  /** For whoever runs a command all the same. */
  readonly message: string;
  readonly item: vscode.StatusBarItem;
  showLog(): void;
  dispose(): void;
}

/** The engine may be what is broken: the words come from the editor, and nothing of ours is loaded for them. */
export function noteStartFailure(error: unknown): StartFailure {
  const message = vscode.l10n.t('OSPO Lens could not start: {0}', String(error));
  const log = vscode.window.createOutputChannel('OSPO Lens', { log: true });
  log.error(error instanceof Error ? (error.stack ?? message) : message);
  const item = vscode.window.createStatusBarItem('ospoLens.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'OSPO Lens';
  item.text = '$(law) $(warning)';
  item.tooltip = message;
  item.accessibilityInformation = { label: message, role: 'button' };
  item.command = 'ospoLens.showOutput' satisfies CommandId;
  item.show();
  return {
    message,
    item,
    showLog: () => log.show(),
    dispose: () => [log, item].forEach((one) => one.dispose()),
  };
}
