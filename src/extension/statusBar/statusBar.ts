import * as vscode from 'vscode';
import { noiseWords, notice, statusFrom } from '../../core/index';
import { coalesce } from '../coalesce';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import type { LockfileFaults } from '../lockfiles/lockfileFaults';
import type { Noise } from '../noise/noise';

/** How many dependencies need action; there only where a manifest is. A click opens the sidebar. */
export function registerStatusBar(
  store: JudgementStore,
  environments: Environments,
  lockfiles: LockfileFaults,
  noise: Noise,
): vscode.Disposable {
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
    const { offline } = environment.config;
    const tallies = manifests.map((judged) => noise.tally(judged));
    const status = statusFrom(tallies, environment.policy, offline);
    const silent = manifests.reduce((sum, judged) => sum + noise.silent(judged), 0);
    const ofPolicy = environment.problems.length;
    const lines = [...status.tooltip, ...notes(ofPolicy, silent, noise.isQuiet, lockfiles.blindText())];
    const signs = [noise.isQuiet ? '$(bell-slash)' : '', offline ? '$(debug-disconnect)' : ''];
    item.text = ['$(law)', status.text, ...signs].filter((part) => part !== '').join(' ');
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: `OSPO Lens. ${lines.join(' ')}`, role: 'button' };
    item.show();
  };
  const { onDidChangeCurrent } = environments;
  const { onDidChangeContent } = store;
  return vscode.Disposable.from(
    item,
    coalesce(update, onDidChangeContent, onDidChangeCurrent, lockfiles.onDidChange, noise.onDidChange),
  );
}

function notes(problems: number, silent: number, isQuiet: boolean, blind = ''): string[] {
  return [
    blind,
    silent > 0 ? noiseWords.snoozedAmount(silent) : '',
    isQuiet ? noiseWords.isQuiet : '',
    problems > 0 ? notice.policyProblems(problems) : '',
    vscode.workspace.isTrusted ? '' : notice.restricted,
  ].filter((note) => note !== '');
}
