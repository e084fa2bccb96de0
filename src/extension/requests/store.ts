import * as vscode from 'vscode';
import type { ExceptionRequest, Logger, Problem } from '../../core/index';
import { addRequest, parseRequests, REQUESTS_FILE, withdrawRequest } from '../../core/index';
import { readConfig } from '../config';
import { openDocument, readText, workspaceRootOf } from '../documents';
import { logErrors } from '../errors';

/** Where a request was noted: `undefined` for the storage of the workspace, which only this editor sees. */
export type Noted = { readonly file: vscode.Uri | undefined };

interface Kept {
  readonly requests: readonly ExceptionRequest[];
  readonly problems: readonly Problem[];
}

const KEY = 'requests';

/**
 * What was asked of the OSPO: in the storage of the workspace, and in the files of its folders that people review. Both
 * are read; the setting says where new requests are written.
 */
export class RequestStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly files = new Map<string, Kept>();
  private readonly folders: vscode.Disposable;
  private watchers: readonly vscode.Disposable[] = [];
  private writing: Promise<unknown> = Promise.resolve();
  private stored: readonly ExceptionRequest[];
  /** Fires when there are other requests than before. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly memento: vscode.Memento,
    private readonly logger: Logger,
  ) {
    this.stored = parseRequests(this.storedText(), '').value;
    this.folders = vscode.workspace.onDidChangeWorkspaceFolders(() => this.watch());
    this.watch();
  }

  /** All of this workspace, in the order of packages. */
  all(): readonly ExceptionRequest[] {
    const requests = [...this.stored, ...[...this.files.values()].flatMap((kept) => kept.requests)];
    return requests.sort(
      (a, b) => a.package.localeCompare(b.package, 'en') || a.asked.localeCompare(b.asked, 'en'),
    );
  }

  /** Notes a request where the setting wants it; `undefined` where that file is broken: nothing is written then. */
  add(request: ExceptionRequest, manifest: vscode.Uri): Promise<Noted | undefined> {
    const file = readConfig(manifest).requests === 'file' ? fileFor(manifest) : undefined;
    return this.write(file, (text) => addRequest(text, request));
  }

  /** Takes a request back wherever it is noted; `false` where it could not be written. */
  async withdraw(request: ExceptionRequest, day: string): Promise<boolean> {
    const places = [...this.files].filter(([, { requests }]) => requests.some((one) => isSame(one, request)));
    const files = places.map(([uri]) => vscode.Uri.parse(uri));
    const wanted = this.stored.some((one) => isSame(one, request)) ? [...files, undefined] : files;
    const done = [];
    for (const file of wanted)
      done.push(await this.write(file, (text) => withdrawRequest(text, request, day)));
    return done.length > 0 && done.every((noted) => noted !== undefined);
  }

  dispose(): void {
    for (const one of [this.changed, this.folders, ...this.watchers]) one.dispose();
  }

  private storedText(): string {
    const text: unknown = this.memento.get(KEY);
    return typeof text === 'string' ? text : '';
  }

  /** One after the other: each writes on what the one before left. */
  private write(
    file: vscode.Uri | undefined,
    change: (text: string) => string | undefined,
  ): Promise<Noted | undefined> {
    const work = async () => {
      const text = change(file ? await textOf(file) : this.storedText());
      if (text === undefined) return undefined;
      if (file) await save(file, text);
      else await this.memento.update(KEY, text);
      this.take(file, text);
      return { file };
    };
    const writing = this.writing.then(work, work);
    this.writing = writing;
    return writing;
  }

  private take(file: vscode.Uri | undefined, text: string): void {
    const { value: requests, problems } = parseRequests(text, file?.fsPath ?? '');
    for (const { message } of problems) this.logger.log('warn', `${REQUESTS_FILE}: ${message}`);
    if (file) this.files.set(file.toString(), { requests, problems });
    else this.stored = requests;
    this.changed.fire();
  }

  private watch(): void {
    for (const watcher of this.watchers) watcher.dispose();
    this.watchers = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => {
      const file = vscode.Uri.joinPath(uri, REQUESTS_FILE);
      const read = () => logErrors(this.read(file), 'read the requests', this.logger);
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(uri, REQUESTS_FILE),
      );
      read();
      return [watcher, watcher.onDidCreate(read), watcher.onDidChange(read), watcher.onDidDelete(read)];
    });
    this.files.clear();
  }

  private async read(file: vscode.Uri): Promise<void> {
    const text = await readText(file).catch(() => '');
    if (text !== '' || this.files.has(file.toString())) this.take(file, text);
  }
}

function isSame(a: ExceptionRequest, b: ExceptionRequest): boolean {
  return a.package === b.package && a.asked === b.asked && a.kind === b.kind;
}

function fileFor(manifest: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(workspaceRootOf(manifest), REQUESTS_FILE);
}

async function textOf(file: vscode.Uri): Promise<string> {
  return openDocument(file)?.getText() ?? readText(file).catch(() => '');
}

/** An open document is edited and saved, so that nobody's unsaved words are lost. */
async function save(file: vscode.Uri, text: string): Promise<void> {
  const document = openDocument(file);
  if (!document) return vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
