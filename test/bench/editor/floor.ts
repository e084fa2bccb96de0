// What the editor itself needs of the event loop for the same files and keystrokes, with an extension that does nothing.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { moveAll } from './keystrokes';
import { writeLockfile, writePolicy, writeProject } from './project';
import { pause, watchEventLoop } from './sampling';
import type { Blocked } from './sampling';
import { activated, setting, show, warmEditor, workspaceFolder } from './setting';
import { BREAKS, BREAK_MS, KEYSTROKES, PAUSE_MS, SIZE as TYPED, typeVersion } from './typing';
import { PAUSE_MS as MEANWHILE_MS, SIZE } from './workspace';

/** So many keystrokes are typed while the extension checks a workspace, and it judges so often again. */
const MEANWHILE = 150;
const CHANGES = 20;
const CHANGE_MS = 500;

export interface Floor {
  readonly loading: Blocked;
  readonly opening: Blocked;
  readonly typing: Blocked;
  readonly versions: Blocked;
  readonly blocked: Blocked;
  readonly blockedRejudging: Blocked;
  readonly lockfiles: Blocked;
}

export async function measureFloor(): Promise<Floor> {
  return { ...(await typeInOne()), ...(await workOnMany()) };
}

async function typeInOne(): Promise<Pick<Floor, 'loading' | 'opening' | 'typing' | 'versions'>> {
  const folder = setting('FOLDER');
  writeProject(folder, TYPED);
  await warmEditor();
  const loaded = watchEventLoop();
  await activated();
  await pause(MEANWHILE_MS);
  const loading = loaded();
  const opened = watchEventLoop();
  const document = await show(vscode.Uri.file(join(folder, 'package.json')));
  await pause(1_000);
  const opening = opened();
  const typed = watchEventLoop();
  await moveUpAndDown(document, KEYSTROKES, PAUSE_MS);
  const typing = typed();
  const broken = watchEventLoop();
  for (let index = 0; index < BREAKS; index++) {
    await typeVersion(document, index);
    await pause(BREAK_MS);
  }
  return { loading, opening, typing, versions: broken() };
}

async function workOnMany(): Promise<Pick<Floor, 'blocked' | 'blockedRejudging' | 'lockfiles'>> {
  const folder = workspaceFolder();
  const manifests = writeProject(folder, SIZE);
  const checked = watchEventLoop();
  const document = await show(vscode.Uri.file(manifests[100] ?? ''));
  await moveUpAndDown(document, MEANWHILE, MEANWHILE_MS);
  const blocked = checked();
  const changed = watchEventLoop();
  for (let round = 0; round < CHANGES; round++) {
    writePolicy(folder, String(round));
    await pause(CHANGE_MS);
  }
  const blockedRejudging = changed();
  writeLockfile(folder, SIZE, 'EPL-2.0');
  const installed = watchEventLoop();
  await pause(4 * CHANGE_MS);
  return { blocked, blockedRejudging, lockfiles: installed() };
}

async function moveUpAndDown(document: vscode.TextDocument, times: number, between: number): Promise<void> {
  for (let index = 0; index < times; index++) {
    const change = new vscode.WorkspaceEdit();
    moveAll(document, index)(change);
    await vscode.workspace.applyEdit(change);
    await pause(between);
  }
}
