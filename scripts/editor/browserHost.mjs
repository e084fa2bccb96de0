// The suite in the browser workbench: the same VS Code window and a real Node extension host, in headless Chromium.
import { existsSync } from 'node:fs';
import { launchBrowser } from './chromium.mjs';
import { fail, onCleanup } from './cleanup.mjs';
import { root } from './paths.mjs';
import { startServer } from './server.mjs';
import { calmEnvironment } from './settings.mjs';

const LOOK_MS = 500;

/**
 * Runs the suite; resolves when it has written its result, or the extension host has reported its end.
 * @param editor what `ensureEditor` returned
 * @param suite.resultFile the file that the suite writes last, at once
 */
export async function runInBrowser(editor, suite) {
  const env = { ...calmEnvironment, ...suite.env };
  const server = await startServer(editor, { settings: suite.settings, env, driver: true });
  const page = await (await launchBrowser()).newPage();
  const ended = new Promise((resolve, reject) => {
    page.once('crash', () => reject(fail('The browser page crashed.')));
    void server.exited.then(() => reject(fail(`The VS Code server ended:\n${server.tail()}`)));
    void page.exposeFunction('codeAutomationExit', resolve);
    // The editor collects its logs before it reports the end, which may take for ever.
    const looking = setInterval(() => existsSync(suite.resultFile) && resolve(), LOOK_MS);
    onCleanup(() => clearInterval(looking));
  });
  // It may fail while the page is still loading; whoever waits for it hears of it below.
  ended.catch(() => undefined);
  await page.exposeFunction('codeAutomationLog', (_type, [text]) => suite.print(text));
  await page.goto(addressOf(server, suite));
  await ended;
}

/**
 * The workbench with the repository as the extension under development.
 * @param suite.workspace a folder, or a file that lists several
 * @param suite.module the test module to run, or nothing to only open the workbench
 */
export function addressOf(server, suite) {
  const remote = (path) => `vscode-remote://${server.authority}${path.replaceAll('\\', '/')}`;
  const payload = [
    ['extensionDevelopmentPath', remote(suite.extension ?? root)],
    ['extensionTestsPath', remote(suite.module)],
    ['skipWelcome', 'true'],
  ];
  const kind = suite.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: suite.workspace, payload: JSON.stringify(payload) });
  return `${server.address}/?${query}`;
}
