import type * as vscode from 'vscode';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import type { Log } from '../log';

/** What commands work with. */
export interface Services {
  readonly store: JudgementStore;
  readonly environments: Environments;
  readonly log: Log;
  readonly context: vscode.ExtensionContext;
}
