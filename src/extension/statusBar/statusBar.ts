import * as vscode from 'vscode';
import { notice, statusOf } from '../../core/index';
import { coalesce } from '../coalesce';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';

/** How many dependencies need action; there only where a manifest is. A click opens the sidebar. */
export function registerStatusBar(store: JudgementStore, environments: Environments): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('ospoLens.status', vscode.StatusBarAlignment.Left, 0);
  item.name = 'OSPO Lens';
  item.command = 'ospoLens.dependencies.focus';
  const update = () => {
    const environment = environments.current();
    const manifests = store.all();
    if (!environment || manifests.length === 0) {
      item.hide();
      return;
    }
    const judgements = manifests.flatMap((judged) => judged.judgements);
    const status = statusOf(judgements, environment.policy, environment.config.offline);
    const lines = [...status.tooltip, ...notes(environment.problems.length)];
    item.text = `$(law) ${status.text}`.trim();
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: `OSPO Lens. ${lines.join(' ')}`, role: 'button' };
    item.show();
  };
  return vscode.Disposable.from(
    item,
    coalesce(update, store.onDidChangeContent, environments.onDidChangeCurrent),
  );
}

function notes(problems: number): string[] {
  return [
    problems > 0 ? notice.policyProblems(problems) : '',
    vscode.workspace.isTrusted ? '' : notice.restricted,
  ].filter((note) => note !== '');
}
