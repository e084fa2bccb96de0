import * as vscode from 'vscode';
import type { Api } from './api';
import type { CommandId } from './contributions';
import { commandIds } from './contributions';
import type { Extension } from './extension';
import { noteStartFailure } from './startFailure';
import type { StartFailure } from './startFailure';

/**
 * The light door: the editor waits for `activate`, so it only says which commands there are. The extension itself, with
 * the engine and its tables, is loaded right after, or by the first command if that comes earlier.
 */
export function activate(context: vscode.ExtensionContext): Api {
  const loader = new Loader(context);
  const soon = setTimeout(() => void loader.load(), 0);
  context.subscriptions.push(
    new vscode.Disposable(() => clearTimeout(soon)),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(id, (argument: unknown) => loader.run(id, argument)),
    ),
  );
  return loader.api;
}

class Loader {
  readonly api: Api;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private loading: Promise<Extension | undefined> | undefined;
  private failure: StartFailure | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {
    context.subscriptions.push(this.changed);
    this.api = {
      onDidChange: this.changed.event,
      ready: async (uri) => (await this.loaded()).ready(uri),
      rows: async (view) => (await this.loaded()).rows(view),
      hasReached: async (milestone) => (await this.loaded()).hasReached(milestone),
      counts: async () => (await this.loaded()).counts(),
    };
  }

  /** Whoever runs a command wants to know why nothing happens; nobody else is interrupted. */
  async run(id: CommandId, argument: unknown): Promise<unknown> {
    const extension = await this.load();
    if (extension) return extension.run(id, argument);
    if (id === 'ospoLens.showOutput') this.failure?.showLog();
    else if (this.failure) void vscode.window.showErrorMessage(this.failure.message);
    return undefined;
  }

  private async loaded(): Promise<Api> {
    const extension = await this.load();
    if (!extension) throw new Error('OSPO Lens could not start.');
    return extension.api;
  }

  load(): Promise<Extension | undefined> {
    return (this.loading ??= this.start());
  }

  /** The editor is silent about a start that failed: we are not. */
  private async start(): Promise<Extension | undefined> {
    try {
      const { compose } = await import('./extension');
      // Loading takes its time, and so does composing: other work comes in between. What waits for a timer lets the event
      // loop look for messages first; what is to be done immediately does not always.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const extension = compose(this.context);
      this.context.subscriptions.push(extension.api.onDidChange((uri) => this.changed.fire(uri)));
      return extension;
    } catch (error) {
      this.failure = noteStartFailure(error);
      this.context.subscriptions.push(this.failure);
      return undefined;
    }
  }
}
