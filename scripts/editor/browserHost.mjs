// The suite in the browser workbench: the same VS Code window and a real Node extension host, in headless Chromium.
import { launchBrowser } from './chromium.mjs';
import { fail } from './cleanup.mjs';
import { root } from './paths.mjs';
import { startServer } from './server.mjs';
import { calmEnvironment } from './settings.mjs';

/**
 * Runs the suite; resolves when the extension host has reported its end.
 * @param editor what `ensureEditor` returned
 */
export async function runInBrowser(editor, suite) {
  const env = { ...calmEnvironment, ...suite.env };
  const server = await startServer(editor, { settings: suite.settings, env, driver: true });
  const page = await (await launchBrowser()).newPage();
  const ended = new Promise((resolve, reject) => {
    page.once('crash', () => reject(fail('The browser page crashed.')));
    void server.exited.then(() => reject(fail(`The VS Code server ended:\n${server.tail()}`)));
    void page.exposeFunction('codeAutomationExit', resolve);
  });
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
