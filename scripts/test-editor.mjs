// Runs test/extension in a real VS Code: the desktop editor where it can be had, else the browser workbench.
//   npm run test:editor [-- --current] [-- --electron | --browser] [-- --grep WORD]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInBrowser } from './editor/browserHost.mjs';
import { ensureChromium } from './editor/chromium.mjs';
import { fail, main, temporaryFolder } from './editor/cleanup.mjs';
import { findElectron, runInElectron } from './editor/electronHost.mjs';
import { root, sampleDir } from './editor/paths.mjs';
import { ensureEditor } from './editor/install.mjs';
import { withinLimit } from './editor/limit.mjs';
import { runQuietly } from './editor/processes.mjs';
import { releaseOf } from './editor/releases.mjs';
import { buildSuite } from './editor/testBundle.mjs';
import { copyWorkspace } from './editor/workspace.mjs';

const LIMIT_MS = 600_000;

await main(async (args) => {
  const release = releaseOf(args);
  const run = await chooseHost(args, release);
  await runQuietly(process.execPath, ['scripts/build.mjs'], { cwd: root });
  const suite = await prepareSuite(args);
  await withinLimit(LIMIT_MS, run(suite));
  return report(suite.resultFile);
});

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

async function prepareSuite(args) {
  const own = join(root, 'test', 'extension', 'workspace');
  const folder = temporaryFolder('result');
  const resultFile = join(folder, 'result.json');
  const grep = args.includes('--grep') ? args[args.indexOf('--grep') + 1] : undefined;
  return {
    module: await buildSuite(),
    workspace: copyWorkspace(existsSync(own) ? own : sampleDir),
    settings: { 'ospoLens.offline': true, 'files.enableTrash': false },
    env: {
      OSPO_LENS_TEST_RESULT: resultFile,
      XDG_CACHE_HOME: join(folder, 'cache'),
      ...(grep ? { OSPO_LENS_TEST_GREP: grep } : {}),
    },
    resultFile,
    print,
  };
}

// What the reporter prints comes among the editor's own words; only marked lines are the reporter's.
function print(text) {
  const line = /^\[test\] ?(.*)$/s.exec(text);
  if (line) console.log(line[1]);
}

function report(resultFile) {
  if (!existsSync(resultFile))
    throw fail('The extension host ended without a result: the suite did not finish.');
  const { passed, failed, pending } = JSON.parse(readFileSync(resultFile, 'utf8'));
  if (pending > 0) console.log(`${pending} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
