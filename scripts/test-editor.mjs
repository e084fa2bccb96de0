// Runs test/extension in a real VS Code: the desktop editor where it can be had, else the browser workbench.
//   npm run test:editor [-- --current] [-- --electron | --browser] [-- --grep WORD]
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runInBrowser } from './editor/browserHost.mjs';
import { ensureChromium } from './editor/chromium.mjs';
import { fail, main, scoped, temporaryFolder } from './editor/cleanup.mjs';
import { findElectron, runInElectron } from './editor/electronHost.mjs';
import { root } from './editor/paths.mjs';
import { ensureEditor } from './editor/install.mjs';
import { withinLimit } from './editor/limit.mjs';
import { runQuietly } from './editor/processes.mjs';
import { releaseOf } from './editor/releases.mjs';
import { buildSuite } from './editor/testBundle.mjs';
import { copyWorkspace } from './editor/workspace.mjs';

const LIMIT_MS = 600_000;
/** How long an editor may take until its first test. At rest it takes about five seconds. */
const START_LIMIT_MS = 90_000;
const STARTS = 2;
const source = join(root, 'test', 'extension');
/** Tests of a window with several folders; the others run in one. */
const MULTI_ROOT = 'multiRoot';
const SUITES = ['.', MULTI_ROOT];

await main(async (args) => {
  const release = releaseOf(args);
  const run = await chooseHost(args, release);
  await runQuietly(process.execPath, ['scripts/build.mjs'], { cwd: root });
  const module = await buildSuite();
  const results = [];
  for (const name of suitesFor(args)) results.push(await resultOf(name, module, args, run));
  return report(results);
});

/** What came of a suite. An editor that comes to no test is started once more: no test has failed then. */
async function resultOf(name, module, args, run) {
  for (let start = 1; start <= STARTS; start++) {
    const result = await scoped(() => attempt(prepareSuite(name, module, args), run));
    if (result) return result;
    console.log(`The editor came to no test of the suite "${name}" (start ${start} of ${STARTS}).`);
  }
  throw fail(`The suite "${name}" did not begin.`);
}

/** @returns the result, or nothing where the editor came to no test */
async function attempt(suite, run) {
  let isBegun = false;
  const begun = new Promise((resolve) => {
    suite.print = (text) => {
      if (print(text)) resolve((isBegun = true));
    };
  });
  const ended = run(suite);
  // What is given up here is ended by the cleanup, and fails by it.
  ended.catch(() => undefined);
  await Promise.race([begun, ended, pause(START_LIMIT_MS, undefined, { ref: false })]);
  if (isBegun) await withinLimit(LIMIT_MS, ended);
  if (existsSync(suite.resultFile)) return JSON.parse(readFileSync(suite.resultFile, 'utf8'));
  if (isBegun)
    throw fail(`The extension host ended without a result: the suite "${suite.name}" did not finish.`);
  return undefined;
}

/** The suites, each with what it runs in; where words are searched, those whose files hold them. */
function suitesFor(args) {
  const grep = grepOf(args);
  const holds = (name) =>
    readdirSync(join(source, name))
      .filter((file) => file.endsWith('.test.ts'))
      .some((file) => new RegExp(grep).test(readFileSync(join(source, name, file), 'utf8')));
  const found = grep === undefined ? [] : SUITES.filter(holds);
  // Words of a group and a test together stand in no file.
  return found.length === 0 ? SUITES : found;
}

function grepOf(args) {
  return args.includes('--grep') ? args[args.indexOf('--grep') + 1] : undefined;
}

/** @returns the function that runs a suite in the chosen editor */
async function chooseHost(args, release) {
  const say = (host, why) => console.log(`VS Code ${release.vscode}, ${host}: ${why}.`);
  if (args.includes('--browser')) {
    say('browser workbench', 'asked for by --browser');
    return browserHost(release);
  }
  const { executable, obstacle } = await findElectron(release);
  if (executable) {
    say('desktop editor', 'installed in .vscode-test');
    return (suite) => runInElectron(executable, suite);
  }
  if (args.includes('--electron')) throw fail(`The desktop editor cannot be used: ${obstacle}.`);
  say('browser workbench', obstacle);
  return browserHost(release);
}

// Installing may take longer than a suite may.
async function browserHost(release) {
  const editor = await ensureEditor(release);
  await ensureChromium();
  return (suite) => runInBrowser(editor, suite);
}

function prepareSuite(name, module, args) {
  const folder = temporaryFolder('result');
  const resultFile = join(folder, 'result.json');
  const grep = grepOf(args);
  return {
    name,
    module,
    workspace: name === MULTI_ROOT ? severalFolders() : copyWorkspace(join(source, 'workspace')),
    // The browser workbench saves after a second, which no test expects.
    settings: { 'ospoLens.offline': true, 'files.enableTrash': false, 'files.autoSave': 'off' },
    env: {
      OSPO_LENS_TEST_RESULT: resultFile,
      OSPO_LENS_TEST_SUITE: name,
      XDG_CACHE_HOME: join(folder, 'cache'),
      ...(grep ? { OSPO_LENS_TEST_GREP: grep } : {}),
    },
    resultFile,
  };
}

/** Prints what the reporter says, which comes among the editor's own words: its lines are marked. Says whether it was one. */
function print(text) {
  const line = /^\[test\] ?(.*)$/s.exec(text);
  if (line) console.log(line[1]);
  return line !== null;
}

/** A window of two folders, listed in a file. */
function severalFolders() {
  const folder = temporaryFolder('workspace');
  const names = ['one', 'two'];
  for (const name of names) mkdirSync(join(folder, name));
  const file = join(folder, 'several.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return file;
}

function report(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed, pending] = ['passed', 'failed', 'pending'].map(sum);
  if (pending > 0) console.log(`${pending} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
