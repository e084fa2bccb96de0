// Mocha inside the extension host. The editor calls `run`; the script that started it reads the result file.
import Mocha from 'mocha';
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import * as vscode from 'vscode';

// Marks the reporter's lines among everything else that an extension host prints.
Mocha.reporters.Base.consoleLog = (...args: unknown[]): void => {
  for (const line of format(...args).split('\n')) console.log(`[test] ${line}`);
};

/** The usual tree of names, then the failures, without the counts: the script prints those last. */
class TreeReporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
  }
}

/** The suite of tests that stand in a folder of this name; without one, those that stand in none. */
const SUITE = process.env['OSPO_LENS_TEST_SUITE'] ?? '.';

/** Runs every *.test.js of a suite. Rejects when a test failed, which makes the editor end with an error. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: false, reporter: TreeReporter });
  const grep = process.env['OSPO_LENS_TEST_GREP'];
  if (grep) mocha.grep(grep);
  for (const name of testFiles()) mocha.addFile(join(__dirname, name));
  await mocha.loadFilesAsync();
  await foldersOpen();
  clearBehind(mocha.suite);
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.once('end', () => writeResult(runner.stats));
  });
  if (failed > 0) throw new Error(`${failed} failed`);
}

/** A window of several folders reads the file that lists them while its extensions start. */
async function foldersOpen(): Promise<void> {
  if (vscode.workspace.workspaceFolders?.length) return;
  await new Promise<void>((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
}

/** Removes what a test opened after that test, and what the tests of a suite share after the suite. */
function clearBehind(root: Mocha.Suite): void {
  let isShared = false;
  root.beforeEach(async () => {
    isShared = (await cases()).length > 0;
  });
  root.afterEach(async () => {
    if (!isShared) await clear();
  });
  for (const suite of root.suites) suite.afterAll(clear);
}

/**
 * Closes and removes all cases: they would be checked along with those of every later test. A document that code opened
 * stays in memory for minutes unless its file is deleted by an edit.
 */
async function clear(): Promise<void> {
  await vscode.workspace.saveAll(false);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const change = new vscode.WorkspaceEdit();
  for (const uri of await cases()) change.deleteFile(uri, { recursive: true, ignoreIfNotExists: true });
  await vscode.workspace.applyEdit(change);
}

async function cases(): Promise<vscode.Uri[]> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const entries = folder ? await vscode.workspace.fs.readDirectory(folder.uri) : [];
  return entries.flatMap(([name]) =>
    folder && name.startsWith('case-') ? vscode.Uri.joinPath(folder.uri, name) : [],
  );
}

const testFiles = (): string[] =>
  readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js') && dirname(name) === SUITE)
    .sort();

function writeResult(stats: Mocha.Stats | undefined): void {
  const file = process.env['OSPO_LENS_TEST_RESULT'];
  if (!file || !stats) return;
  const { passes, failures, pending } = stats;
  writeFileSync(`${file}.part`, JSON.stringify({ passed: passes, failed: failures, pending }));
  renameSync(`${file}.part`, file);
}
