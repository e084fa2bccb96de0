// A person's VS Code: the installed .vsix, the ordinary workbench, a copy of the sample, a browser to drive it.
import { launchBrowser } from './chromium.mjs';
import { temporaryFolder } from './cleanup.mjs';
import { ensureEditor } from './install.mjs';
import { sampleDir } from './paths.mjs';
import { startServer } from './server.mjs';
import { calmEnvironment } from './settings.mjs';
import { copyWorkspace } from './workspace.mjs';

/** The size of a small laptop's window, and of the screenshots. */
export const WINDOW = { width: 1280, height: 800 };

/**
 * Opens the workbench; everything is ended at the end.
 * @param options.release which VS Code
 * @param options.vsix the packages to install
 * @param options.settings user settings
 * @param options.sample the folder to copy and open; the shop when left out
 * @returns {Promise<{page: import('playwright-core').Page, workspace: string, address: string}>}
 */
export async function openSession({ release, vsix, settings, env, sample = sampleDir }) {
  const editor = await ensureEditor(release);
  const workspace = copyWorkspace(sample);
  const own = { ...calmEnvironment, XDG_CACHE_HOME: temporaryFolder('cache') };
  const server = await startServer(editor, { vsix, settings, env: { ...own, ...env } });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: WINDOW });
  const address = `${server.address}/?folder=${encodeURI(workspace)}`;
  await page.goto(address);
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
  return { page, workspace, address };
}
