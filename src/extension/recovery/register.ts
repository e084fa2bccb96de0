import * as vscode from 'vscode';
import { coalesce } from '../coalesce';
import type { Environments } from '../environment/environments';
import type { JudgementStore } from '../judgements/store';
import { PAUSES_MS, Recovery } from './recovery';
import type { Timer } from './recovery';

const timer: Timer = {
  now: () => Date.now(),
  start: (callback, ms) => setTimeout(callback, ms),
  stop: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Lets the quiet "offline" state end by itself: see `Recovery`. Nobody is asked in offline mode. */
export function registerRecovery(store: JudgementStore, environments: Environments): vscode.Disposable {
  const isAsked = (uri: vscode.Uri) => environments.get(uri)?.config.offline === false;
  const missing = () => store.withoutAnswer().filter(isAsked);
  const recovery = new Recovery({
    isMissing: () => missing().length > 0,
    askAgain: () => {
      const manifests = missing();
      environments.askAgain(manifests);
      return manifests.length > 0;
    },
    timer,
    pausesMs: pauses,
  });
  return vscode.Disposable.from(
    recovery,
    coalesce(() => recovery.update(), store.onDidSettle, environments.onDidChange),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) recovery.focus();
    }),
  );
}

/** The editor's own tests cannot wait for half a minute. */
function pauses(): readonly number[] {
  const ms = Number(process.env['OSPO_LENS_TEST_RETRY_MS'] ?? NaN);
  return Number.isNaN(ms) ? PAUSES_MS : [ms];
}
