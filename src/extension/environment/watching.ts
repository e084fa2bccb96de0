import * as vscode from 'vscode';
import type { Logger } from '../../core/index';
import { lockfileFormats } from '../../core/index';
import { onConfigChange } from '../config';
import { logErrors } from '../errors';
import type { Environments } from './environments';

const POLICY_FILES = '**/ospo-policy.{yaml,yml,json}';
const EVIDENCE_FILES = `**/{${[...lockfileFormats.map(({ fileName }) => fileName), '.npmrc'].join(',')}}`;

/** Installing touches many files at once: they are one change. */
const PAUSE_MS = 100;

/** Reads policies, lockfiles and npm's settings anew when they change. */
export function registerWatching(environments: Environments, logger: Logger): vscode.Disposable {
  let evidenceChanged = false;
  let timer: NodeJS.Timeout | undefined;
  const changed = (evidence: boolean) => () => {
    evidenceChanged ||= evidence;
    clearTimeout(timer);
    timer = setTimeout(() => {
      logErrors(environments.reload(evidenceChanged), 'read the policy', logger);
      evidenceChanged = false;
    }, PAUSE_MS);
  };
  const outside = new OutsideFiles(changed(true));
  return vscode.Disposable.from(
    watch(POLICY_FILES, changed(false)),
    watch(EVIDENCE_FILES, changed(true)),
    outside,
    environments.onDidChange(() => outside.watch(environments.all().flatMap(({ files }) => files))),
    onConfigChange(changed(true)),
    vscode.workspace.onDidGrantWorkspaceTrust(changed(true)),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

/** Files that judge here but stand in no workspace folder, such as a policy for all projects of a user. */
class OutsideFiles implements vscode.Disposable {
  private readonly watchers = new Map<string, vscode.Disposable>();

  constructor(private readonly listener: () => void) {}

  watch(files: readonly string[]): void {
    for (const file of files) {
      const uri = vscode.Uri.file(file);
      if (this.watchers.has(file) || vscode.workspace.getWorkspaceFolder(uri)) continue;
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      const pattern = new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), name);
      this.watchers.set(file, watch(pattern, this.listener));
    }
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.dispose();
  }
}

function watch(pattern: vscode.GlobPattern, listener: (uri: vscode.Uri) => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  const unlessInstalled = (uri: vscode.Uri) => {
    if (!uri.path.includes('/node_modules/')) listener(uri);
  };
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(unlessInstalled),
    watcher.onDidChange(unlessInstalled),
    watcher.onDidDelete(unlessInstalled),
  );
}
