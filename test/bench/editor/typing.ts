// A manifest of 500 dependencies of which everything is known: opened, then typed in.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Keystrokes, moveAll } from './keystrokes';
import { writeProject } from './project';
import { pause, percentile, watchEventLoop } from './sampling';
import type { Blocked } from './sampling';
import { activated, setting, show, warmEditor } from './setting';

export const SIZE = { manifests: 1, dependencies: 500, packages: 5_000 };
export const KEYSTROKES = 100;
/** As somebody types who is fast. */
export const PAUSE_MS = 60;
const WARM_UP = 20;
/** Long enough for the extension to take a break in the typing for the end of it. */
export const BREAK_MS = 250;
export const BREAKS = 20;

export interface Typed {
  readonly keystroke: { readonly median: number; readonly p95: number; readonly longest: number };
  /** Activation, and what is loaded after it. */
  readonly loading: Blocked;
  /** From then on, until the manifest is judged. */
  readonly opening: Blocked;
  readonly typing: Blocked;
  /** Typing a version, with breaks in which what it brings is judged. */
  readonly versions: Blocked;
  readonly diagnostics: number;
}

export async function measureTyping(): Promise<Typed> {
  const folder = setting('FOLDER');
  writeProject(folder, SIZE);
  const keystrokes = new Keystrokes();
  await warmEditor();
  const loaded = watchEventLoop();
  const api = await activated();
  // Nobody asks for anything in the turn in which it is activated.
  await pause(PAUSE_MS);
  // Answered when all of it is loaded.
  await api.counts();
  const loading = loaded();
  const opened = watchEventLoop();
  const document = await show(vscode.Uri.file(join(folder, 'package.json')));
  await api.ready(document.uri);
  const opening = opened();
  keystrokes.listen();
  for (let index = 0; index < WARM_UP; index++) await keystrokes.measure(document, moveAll(document, index));
  await api.ready(document.uri);
  const typed = watchEventLoop();
  const took: number[] = [];
  for (let index = 0; index < KEYSTROKES; index++) {
    took.push(await keystrokes.measure(document, moveAll(document, index)));
    await pause(PAUSE_MS);
  }
  const typing = typed();
  keystrokes.dispose();
  const { length } = vscode.languages.getDiagnostics(document.uri);
  return {
    keystroke: { median: percentile(took, 0.5), p95: percentile(took, 0.95), longest: Math.max(...took) },
    loading,
    opening,
    typing,
    versions: await typeVersions(document, async () => {
      await api.ready(document.uri);
    }),
    diagnostics: length,
  };
}

async function typeVersions(document: vscode.TextDocument, ready: () => Promise<void>): Promise<Blocked> {
  const stop = watchEventLoop();
  for (let index = 0; index < BREAKS; index++) {
    await typeVersion(document, index);
    await pause(BREAK_MS);
    await ready();
  }
  return stop();
}

/** A digit more in the range of some dependency, or one less. */
export async function typeVersion(document: vscode.TextDocument, index: number): Promise<void> {
  const range = '"^1.0.0';
  const at = document.getText().indexOf(range, 2_000) + range.length;
  const change = new vscode.WorkspaceEdit();
  if (index % 2 === 0) change.insert(document.uri, document.positionAt(at), '0');
  else change.delete(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 1)));
  await vscode.workspace.applyEdit(change);
}
