// A workspace of 200 manifests and 20,000 packages: judged while somebody types, then judged again and again.
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { Keystrokes, moveAll } from './keystrokes';
import { writeLockfile, writePolicy, writeProject } from './project';
import { pause, percentile, watchEventLoop } from './sampling';
import type { Blocked } from './sampling';
import { activated, setting, show, warmEditor, workspaceFolder } from './setting';

export const SIZE = { manifests: 200, dependencies: 20, packages: 20_000 };
export const PAUSE_MS = 30;
/** A profile of a hundred is more than anybody reads. */
const REJUDGINGS = setting('PROFILE') === '' ? 100 : 15;
const LOCKFILES = 4;
const LOOKS = 6;

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
  readonly lockfiles: Blocked;
  /** The list grouped and filtered in other ways, and the report opened. */
  readonly looking: Blocked;
}

export async function measureWorkspace(): Promise<Checked> {
  await warmEditor();
  const folder = workspaceFolder();
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
    lockfiles: await installAgainAndAgain(folder, manifests),
    looking: await lookAround(),
  };
}

async function typeMeanwhile(
  keystrokes: Keystrokes,
  uri: vscode.Uri,
  all: Promise<unknown>,
): Promise<number[]> {
  const api = await activated();
  // Whoever looks at the list has all of it drawn.
  await vscode.commands.executeCommand('ospoLens.dependencies.focus');
  const document = await show(uri);
  await api.ready(uri);
  keystrokes.listen();
  const state = { isDone: false };
  void all.then(() => (state.isDone = true));
  const took: number[] = [];
  while (!state.isDone || took.length % 2 === 1) {
    took.push(await keystrokes.measure(document, moveAll(document, took.length)));
    await pause(PAUSE_MS);
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
  const blocked: Blocked[] = [];
  for (let round = 0; round < REJUDGINGS; round++) {
    const revision = `revision ${round % 2 === 0 ? 'B' : 'A'}`;
    const stop = watchEventLoop();
    const start = performance.now();
    writePolicy(folder, revision.slice(-1));
    await told(manifests, revision);
    took.push(performance.now() - start);
    await pause(PAUSE_MS);
    blocked.push(stop());
    collectGarbage();
    heap.push(process.memoryUsage().heapUsed);
  }
  return { rejudging: percentile(took, 0.5), blockedRejudging: worst(blocked), heap };
}

/** Writing the lockfile is not what is measured. */
async function installAgainAndAgain(folder: string, manifests: readonly vscode.Uri[]): Promise<Blocked> {
  const blocked: Blocked[] = [];
  for (let round = 0; round < LOCKFILES; round++) {
    const isOther = round % 2 === 0;
    writeLockfile(folder, SIZE, isOther ? 'EPL-2.0' : 'MPL-2.0');
    const stop = watchEventLoop();
    await (isOther ? told(manifests, 'EPL-2.0') : untold(manifests, 'EPL-2.0'));
    await pause(PAUSE_MS);
    blocked.push(stop());
  }
  return worst(blocked);
}

async function lookAround(): Promise<Blocked> {
  const stop = watchEventLoop();
  for (let round = 0; round < LOOKS; round++)
    for (const [command, argument] of [
      ['ospoLens.groupByManifest'],
      ['ospoLens.filterDependencies', 'bench-package-1'],
      ['ospoLens.groupByLicense'],
      ['ospoLens.clearFilter'],
      ['ospoLens.groupByVerdict'],
      ['ospoLens.openReport'],
      ['workbench.action.closeActiveEditor'],
    ] as const) {
      await vscode.commands.executeCommand(command, argument);
      await pause(300);
    }
  return stop();
}

function worst(all: readonly Blocked[]): Blocked {
  const [first, ...others] = all as [Blocked, ...Blocked[]];
  return others.reduce(
    (one, other) => ({
      longest: one.longest.wall >= other.longest.wall ? one.longest : other.longest,
      busiest: one.busiest.work >= other.busiest.work ? one.busiest : other.busiest,
      over: one.over + other.over,
    }),
    first,
  );
}

/** Resolves when each manifest has a diagnostic that says so. */
function told(manifests: readonly vscode.Uri[], words: string): Promise<void> {
  return untilEach(manifests, (messages) => messages.some((message) => message.includes(words)));
}

function untold(manifests: readonly vscode.Uri[], words: string): Promise<void> {
  return untilEach(manifests, (messages) => !messages.some((message) => message.includes(words)));
}

function untilEach(
  manifests: readonly vscode.Uri[],
  isIt: (messages: readonly string[]) => boolean,
): Promise<void> {
  const missing = new Set(manifests);
  return new Promise((resolve) => {
    const look = () => {
      for (const uri of missing)
        if (isIt(vscode.languages.getDiagnostics(uri).map(({ message }) => message))) missing.delete(uri);
      if (missing.size > 0) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
