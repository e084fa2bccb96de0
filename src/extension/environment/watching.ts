import * as vscode from 'vscode';
import { onConfigChange } from '../config';
import { folderOf, rootOf } from '../documents';
import { logErrors } from '../errors';
import type { Logger } from '../../core/index';
import type { Environments } from './environments';

const POLICY_FILES = '**/ospo-policy.{yaml,yml,json}';
const EVIDENCE_FILES = '**/{package-lock.json,npm-shrinkwrap.json,.npmrc}';

/** Installing touches many files at once: they are one change. */
const PAUSE_MS = 100;

/** Reads policy, lockfiles and npm's settings anew when they change. */
export function registerWatching(environments: Environments, logger: Logger): vscode.Disposable {
  const timers = new Map<string, NodeJS.Timeout>();
  const soon = (key: string, work: () => void) => {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(work, PAUSE_MS));
  };
  const reload = (evidence: boolean) => (uri: vscode.Uri) => {
    if (uri.path.includes('/node_modules/')) return;
    const root = rootOf(folderOf(uri));
    soon(`${root.toString()} ${String(evidence)}`, () => environments.reload(root, evidence));
  };
  const reloadAll = () => soon('', () => logErrors(environments.reloadAll(), 'read the policies', logger));
  return vscode.Disposable.from(
    watch(POLICY_FILES, reload(false)),
    watch(EVIDENCE_FILES, reload(true)),
    onConfigChange(reloadAll),
    vscode.workspace.onDidGrantWorkspaceTrust(reloadAll),
    new vscode.Disposable(() => timers.forEach((timer) => clearTimeout(timer))),
  );
}

function watch(pattern: vscode.GlobPattern, listener: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(listener),
    watcher.onDidChange(listener),
    watcher.onDidDelete(listener),
  );
}
