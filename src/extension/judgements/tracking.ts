import * as vscode from 'vscode';
import type { Logger } from '../../core/index';
import { onConfigChange, readConfig } from '../config';
import { isManifest, isShown } from '../documents';
import { logErrors } from '../errors';
import { findManifests, MANIFESTS } from './findManifests';
import type { JudgementStore } from './store';

/** Checking out a branch touches many files at once: they are one change. */
const PAUSE_MS = 300;

/**
 * Keeps the store in step with the editor and the disk: an open document counts with its unsaved edits, a manifest that
 * no editor holds as it is on disk. Open manifests come first, the rest of the workspace when the editor is at rest.
 */
export class Tracking implements vscode.Disposable {
  private enabled = readConfig(undefined).enabled;
  private scope = readConfig(undefined).check;
  /** The manifests of the workspace that are checked whether or not they are open. */
  private members: ReadonlySet<string> = new Set();
  /** Those of them that nobody waits for any more: searches leave them out until they change or somebody asks for all. */
  private readonly givenUp = new Set<string>();
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;
  private search = 0;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly store: JudgementStore,
    private readonly logger: Logger,
  ) {
    this.subscription = vscode.Disposable.from(
      ...this.watchFiles(),
      vscode.workspace.onDidOpenTextDocument((document) => this.trackDocument(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.trackDocument(document)),
      // Of what stands in no folder, when it is opened nobody knows yet that it will be seen.
      vscode.window.onDidChangeVisibleTextEditors((editors) =>
        editors.forEach(({ document }) => this.trackDocument(document)),
      ),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.letGo(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.searchSoon(0)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (['files.exclude', 'search.exclude'].some((key) => event.affectsConfiguration(key)))
          this.searchSoon(PAUSE_MS);
      }),
      onConfigChange(() => this.applyConfig()),
    );
    this.trackOpen();
    this.searchSoon(0);
  }

  /** Looks for manifests anew and checks those that are not known yet. */
  searchNow(): Promise<void> {
    this.wantAll();
    clearTimeout(this.timer);
    return this.findMembers();
  }

  /** Gives up what is not checked yet of files that no editor holds. What is new or changes after that is checked. */
  stop(): Promise<void> {
    this.store.stop();
    this.isStopping = true;
    clearTimeout(this.timer);
    return this.findMembers();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.search += 1;
    this.subscription.dispose();
  }

  private watchFiles(): vscode.Disposable[] {
    const manifests = vscode.workspace.createFileSystemWatcher(MANIFESTS);
    const rules = vscode.workspace.createFileSystemWatcher('**/.gitignore');
    const others = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const again = ({ path }: vscode.Uri) => {
      if (!path.includes('/node_modules/')) this.searchSoon(PAUSE_MS);
    };
    return [
      manifests,
      rules,
      others,
      manifests.onDidCreate(again),
      manifests.onDidChange((uri) => this.readAgain(uri)),
      manifests.onDidDelete((uri) => this.readAgain(uri)),
      ...[rules.onDidCreate(again), rules.onDidChange(again), rules.onDidDelete(again)],
      others.onDidCreate((uri) => this.lookInto(uri)),
      others.onDidDelete((uri) => this.lookInto(uri)),
    ];
  }

  /** A folder that comes or goes is told of itself only, not of what it holds. */
  private lookInto(uri: vscode.Uri): void {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    if (!name.includes('.') && !/\/(node_modules|\.git)(\/|$)/.test(uri.path)) this.searchSoon(PAUSE_MS);
  }

  private trackOpen(): void {
    for (const document of vscode.workspace.textDocuments) this.trackDocument(document);
  }

  private trackDocument(document: vscode.TextDocument): void {
    if (!this.enabled || !this.isOpenManifest(document)) return;
    this.store.update(document.uri, document.getText(), document.version);
  }

  /** A manifest of the workspace is checked on as it is on disk, any other one is forgotten. */
  private letGo(uri: vscode.Uri): void {
    if (!isManifest(uri)) return;
    if (!this.members.has(uri.toString())) this.store.remove(uri);
    else logErrors(this.store.readFile(uri), 'read a manifest', this.logger);
  }

  private readAgain(uri: vscode.Uri): void {
    if (!this.enabled || !this.members.has(uri.toString())) return;
    this.givenUp.delete(uri.toString());
    this.store.queueFile(uri);
  }

  private applyConfig(): void {
    const { enabled, check } = readConfig(undefined);
    if (enabled === this.enabled && check === this.scope) return;
    Object.assign(this, { enabled, scope: check });
    this.wantAll();
    this.trackOpen();
    this.searchSoon(0);
  }

  private wantAll(): void {
    this.isStopping = false;
    this.givenUp.clear();
  }

  private searchSoon(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => logErrors(this.findMembers(), 'look for manifests', this.logger), pause);
  }

  /** Of searches that overtake each other, the newest counts. */
  private async findMembers(): Promise<void> {
    const search = (this.search += 1);
    const found = this.enabled && this.scope === 'workspace' ? await findManifests() : [];
    if (search !== this.search) return;
    this.members = new Set(found.map((uri) => uri.toString()));
    const open = new Set(this.enabled ? this.openManifests() : []);
    const known = new Set(this.store.uris().map((uri) => uri.toString()));
    for (const uri of this.store.uris())
      if (!this.members.has(uri.toString()) && !open.has(uri.toString())) this.store.remove(uri);
    this.trackOpen();
    const unknown = found.filter((uri) => !known.has(uri.toString()) && !open.has(uri.toString()));
    if (this.isStopping) for (const uri of unknown) this.givenUp.add(uri.toString());
    this.isStopping = false;
    for (const uri of unknown) if (!this.givenUp.has(uri.toString())) this.store.queueFile(uri);
    await vscode.commands.executeCommand('setContext', 'ospoLens.checked', true);
  }

  private openManifests(): string[] {
    return vscode.workspace.textDocuments
      .filter((document) => this.isOpenManifest(document))
      .map(({ uri }) => uri.toString());
  }

  /**
   * A manifest that counts as it is in memory. The editor opens files of its own and holds them for minutes: of what is not
   * checked anyway, as in a folder that was taken out or that .gitignore names, only what somebody sees counts.
   */
  private isOpenManifest({ uri, isClosed }: vscode.TextDocument): boolean {
    return !isClosed && isManifest(uri) && (this.members.has(uri.toString()) || isShown(uri));
  }
}
