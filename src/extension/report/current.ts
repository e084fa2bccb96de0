import * as vscode from 'vscode';
import type { Report } from '../../core/index';
import { reportOf } from '../../core/index';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';

/** The report over all that is judged now. */
export function currentReport(store: JudgementStore, environments: Environments): Report {
  const judged = store.all();
  const instants = judged.map(({ now }) => now).sort();
  return reportOf({
    sources: judged.map(({ uri, text, policy, judgements }) => ({
      id: uri.toString(),
      path: vscode.workspace.asRelativePath(uri),
      text,
      policy,
      judgements,
    })),
    now: instants.at(-1) ?? new Date().toISOString(),
    offline: environments.current()?.config.offline === true,
  });
}
