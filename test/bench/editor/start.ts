// Measures one extension inside the extension host. Started in an empty folder, so that nothing is active yet.
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { setting } from './setting';

const REPEATED = 10;

/** Milliseconds. */
export interface Started {
  /** Loading the bundle and `activate`. */
  readonly activation: number;
  /** From opening the manifest to its first diagnostic, when this host sees it for the first time. */
  readonly first: number;
  /** The same, each time after that. */
  readonly again: readonly number[];
}

export async function measureStart(): Promise<Started> {
  const extension = vscode.extensions.getExtension(setting('EXTENSION'));
  if (!extension || extension.isActive) throw new Error('The extension is missing, or active too early.');
  const activation = await timed(() => extension.activate());
  const manifest = vscode.Uri.file(setting('FILE'));
  const first = await timed(() => openUntilDiagnosed(manifest));
  const again: number[] = [];
  for (let round = 0; round < REPEATED; round++) {
    await closeUntilClean(manifest);
    again.push(await timed(() => openUntilDiagnosed(manifest)));
  }
  return { activation, first, again };
}

async function timed(work: () => PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function openUntilDiagnosed(manifest: vscode.Uri): Promise<void> {
  const diagnosed = diagnostics(manifest, (count) => count > 0);
  // As a click in the explorer does. A document that `openTextDocument` opened would outlive its editor by minutes.
  await vscode.commands.executeCommand('vscode.open', manifest);
  await diagnosed;
}

/** The editor lets go of a closed document when it likes; the extension then takes its diagnostics away. */
async function closeUntilClean(manifest: vscode.Uri): Promise<void> {
  const clean = diagnostics(manifest, (count) => count === 0);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await clean;
}

function diagnostics(uri: vscode.Uri, enough: (count: number) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
    function look() {
      if (!enough(vscode.languages.getDiagnostics(uri).length)) return;
      listener.dispose();
      resolve();
    }
  });
}
