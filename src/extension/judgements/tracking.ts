import * as vscode from 'vscode';
import type { Logger } from '../../core/index';
import { onConfigChange, readConfig } from '../config';
import { isManifest, openDocument, readText } from '../documents';
import { logErrors } from '../errors';
import type { JudgementStore } from './store';

/** More manifests than this are judged when they are opened. */
const MOST_MANIFESTS = 200;
const PATTERN = '**/package.json';

/**
 * Keeps the store in step with the editor and the disk: an open document counts with its unsaved edits, a manifest that
 * no editor holds as it is on disk. Open manifests come first, the rest of the workspace when the editor is at rest.
 */
export function registerTracking(store: JudgementStore, logger: Logger): vscode.Disposable {
  const tracking = new Tracking(store, logger);
  const watcher = vscode.workspace.createFileSystemWatcher(PATTERN);
  tracking.trackOpen();
  const idle = setTimeout(() => tracking.trackWorkspace(), 0);
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearTimeout(idle)),
    watcher,
    watcher.onDidCreate((uri) => tracking.trackFile(uri)),
    watcher.onDidChange((uri) => tracking.trackFile(uri)),
    watcher.onDidDelete((uri) => store.remove(uri)),
    vscode.workspace.onDidOpenTextDocument((document) => tracking.trackDocument(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => tracking.trackDocument(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => tracking.trackFile(uri)),
    vscode.workspace.onDidChangeWorkspaceFolders(() => tracking.restart()),
    onConfigChange(() => tracking.applyConfig()),
  );
}

class Tracking {
  private enabled = readConfig(undefined).enabled;

  constructor(
    private readonly store: JudgementStore,
    private readonly logger: Logger,
  ) {}

  trackOpen(): void {
    for (const document of vscode.workspace.textDocuments) this.trackDocument(document);
  }

  trackWorkspace(): void {
    if (this.enabled) logErrors(this.findManifests(), 'look for manifests', this.logger);
  }

  trackDocument(document: vscode.TextDocument): void {
    if (!this.enabled || document.isClosed || !isManifest(document.uri)) return;
    this.store.update(document.uri, document.getText(), document.version);
  }

  trackFile(uri: vscode.Uri): void {
    if (this.enabled && isManifest(uri)) logErrors(this.readFile(uri), 'read a manifest', this.logger);
  }

  applyConfig(): void {
    const { enabled } = readConfig(undefined);
    if (enabled !== this.enabled) {
      this.enabled = enabled;
      this.restart();
    }
  }

  restart(): void {
    this.store.removeAll();
    this.trackOpen();
    this.trackWorkspace();
  }

  private async findManifests(): Promise<void> {
    const found = await vscode.workspace.findFiles(PATTERN, '**/node_modules/**', MOST_MANIFESTS);
    await Promise.all(found.filter(isManifest).map((uri) => this.readFile(uri)));
    await vscode.commands.executeCommand('setContext', 'ospoLens.checked', true);
  }

  /** A document that is open speaks for its file. */
  private async readFile(uri: vscode.Uri): Promise<void> {
    const text = await readText(uri).catch(() => undefined);
    if (text === undefined) this.store.remove(uri);
    else if (this.enabled && !openDocument(uri)) this.store.update(uri, text, undefined);
  }
}
