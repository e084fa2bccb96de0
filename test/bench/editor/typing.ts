// Keystrokes in a manifest of 500 dependencies of which everything is known.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Keystrokes, moveAll } from './keystrokes';
import { writeProject } from './project';
import { percentile, watchEventLoop } from './sampling';
import type { Blocked } from './sampling';
import { activated, setting } from './setting';

const WARM_UP = 20;
const KEYSTROKES = 100;
/** As somebody types who is fast. */
const PAUSE_MS = 60;

export interface Typed {
  readonly keystroke: { readonly median: number; readonly p95: number; readonly longest: number };
  readonly blocked: Blocked;
  readonly diagnostics: number;
}

export async function measureTyping(): Promise<Typed> {
  const folder = setting('FOLDER');
  writeProject(folder, { manifests: 1, dependencies: 500, packages: 5_000 });
  const keystrokes = new Keystrokes();
  const api = await activated();
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(folder, 'package.json')));
  await vscode.window.showTextDocument(document);
  await api.ready(document.uri);
  keystrokes.listen();
  for (let index = 0; index < WARM_UP; index++) await keystrokes.measure(document, moveAll(document, index));
  await api.ready(document.uri);
  const stop = watchEventLoop();
  const took: number[] = [];
  for (let index = 0; index < KEYSTROKES; index++) {
    took.push(await keystrokes.measure(document, moveAll(document, index)));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const blocked = stop();
  keystrokes.dispose();
  const { length } = vscode.languages.getDiagnostics(document.uri);
  return {
    keystroke: { median: percentile(took, 0.5), p95: percentile(took, 0.95), longest: Math.max(...took) },
    blocked,
    diagnostics: length,
  };
}
