// A workspace of 200 manifests and 20,000 packages: judged while somebody types, then judged again and again.
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { Keystrokes, moveAll } from './keystrokes';
import { writePolicy, writeProject } from './project';
import { percentile, watchEventLoop } from './sampling';
import type { Blocked } from './sampling';
import { activated } from './setting';

const SIZE = { manifests: 200, dependencies: 20, packages: 20_000 };
const REJUDGINGS = 100;
const PAUSE_MS = 30;

export interface Checked {
  /** From activation until every manifest has its diagnostics. */
  readonly all: number;
  readonly keystroke: { readonly median: number; readonly p95: number; readonly count: number };
  readonly blocked: Blocked;
  /** After a policy changed, until every manifest says so: median. */
  readonly rejudging: number;
  readonly blockedRejudging: Blocked;
  /** Bytes of the heap after collecting garbage, after each re-judging. */
  readonly heap: readonly number[];
}

export async function measureWorkspace(): Promise<Checked> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  if (!workspace) throw new Error('No folder is open.');
  const folder = workspace.uri.fsPath;
  const manifests = writeProject(folder, SIZE).map((file) => vscode.Uri.file(file));
  const keystrokes = new Keystrokes();
  const stop = watchEventLoop();
  const start = performance.now();
  const all = told(manifests, 'revision A').then(() => performance.now() - start);
  const took = await typeMeanwhile(keystrokes, manifests[100] as vscode.Uri, all);
  const blocked = stop();
  keystrokes.dispose();
  return {
    all: await all,
    keystroke: { median: percentile(took, 0.5), p95: percentile(took, 0.95), count: took.length },
    blocked,
    ...(await judgeAgainAndAgain(folder, manifests)),
  };
}

async function typeMeanwhile(
  keystrokes: Keystrokes,
  uri: vscode.Uri,
  all: Promise<unknown>,
): Promise<number[]> {
  const api = await activated();
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await api.ready(uri);
  keystrokes.listen();
  const state = { isDone: false };
  void all.then(() => (state.isDone = true));
  const took: number[] = [];
  while (!state.isDone || took.length % 2 === 1) {
    took.push(await keystrokes.measure(document, moveAll(document, took.length)));
    await pause();
  }
  return took;
}

async function judgeAgainAndAgain(
  folder: string,
  manifests: readonly vscode.Uri[],
): Promise<Pick<Checked, 'rejudging' | 'blockedRejudging' | 'heap'>> {
  const collectGarbage = garbageCollector();
  const heap: number[] = [];
  const took: number[] = [];
  let worst: Blocked = { wall: 0, processor: 0 };
  for (let round = 0; round < REJUDGINGS; round++) {
    const revision = `revision ${round % 2 === 0 ? 'B' : 'A'}`;
    const stop = watchEventLoop();
    const start = performance.now();
    writePolicy(folder, revision.slice(-1));
    await told(manifests, revision);
    took.push(performance.now() - start);
    const blocked = stop();
    if (blocked.wall > worst.wall) worst = blocked;
    await pause();
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed);
  }
  return { rejudging: percentile(took, 0.5), blockedRejudging: worst, heap };
}

/** Resolves when each manifest has a diagnostic that says so. */
function told(manifests: readonly vscode.Uri[], words: string): Promise<void> {
  const missing = new Set(manifests);
  return new Promise((resolve) => {
    const look = () => {
      for (const uri of missing)
        if (vscode.languages.getDiagnostics(uri).some(({ message }) => message.includes(words)))
          missing.delete(uri);
      if (missing.size > 0) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
