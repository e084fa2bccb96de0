// The pictures of the walkthrough, from the installed .vsix on the sandbox's project: each step in three themes.
import { fold, goTo, openSidebar, openView, quickFixes, runCommand } from '../test/story/workbench.mjs';
import { WINDOW } from './editor/session.mjs';

export const THEMES = [
  { suffix: 'dark', theme: 'Default Dark Modern' },
  { suffix: 'light', theme: 'Default Light Modern' },
  { suffix: 'hc', theme: 'Default High Contrast' },
];

/** What of the window is on most pictures: where the manifest is, without the sidebar. */
const EDITOR = { x: 348, y: 36, width: 800, height: 480 };
const LOWER = { ...EDITOR, y: 280 };
const CARD = { x: 420, y: 150, width: 860, height: 340 };

/** By the id of the step; the order is that of taking them, and each leaves the window as the next one wants it. */
export const WALKTHROUGH = [
  { name: 'sandbox', show: showManifest, clip: EDITOR },
  { name: 'finding', show: showHover, clip: CARD, after: closeCard },
  { name: 'advice', show: (page) => quickFixes(page, 'moment'), clip: LOWER, after: closeCard },
  { name: 'ask', show: showCase, part: '.monaco-dialog-box', after: cancelCase },
  { name: 'learn', show: showLearn, clip: { x: 0, y: 36, width: 560, height: 420 } },
  { name: 'policy', show: showPolicy, clip: { x: 0, y: 36, width: 1000, height: 600 } },
];

async function showManifest(page) {
  await goTo(page, 'ua-parser-js');
  await page.keyboard.press('Home');
}

/** By the keyboard: the card stays, wherever the pointer is. */
async function showHover(page) {
  await goTo(page, 'ua-parser-js');
  const card = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  for (const look of ['Denied', 'Denied']) {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await card.filter({ hasText: look }).waitFor();
  }
}

async function closeCard(page) {
  await page.keyboard.press('Escape');
  await page.mouse.move(WINDOW.width - 10, WINDOW.height / 2);
}

const dialog = (page) => page.locator('.monaco-dialog-box');

async function showCase(page) {
  await goTo(page, 'ua-parser-js');
  await runCommand(page, 'OSPO Lens: Ask the OSPO');
  await dialog(page).waitFor();
}

async function cancelCase(page) {
  await dialog(page).getByText('Cancel').click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** The Help view alone: the views above it are folded. */
async function showLearn(page) {
  await openSidebar(page, 'OSPO Lens');
  for (const title of ['Dependencies', 'Approved', 'Policy']) await fold(page, title);
  const help = await openView(page, 'Help');
  await help.getByText('Learn', { exact: true }).waitFor();
}

async function showPolicy(page) {
  await fold(page, 'Help');
  const policy = await openView(page, 'Policy');
  await policy.locator('.monaco-list-row').first().click();
  const preview = page.frameLocator('iframe.webview.ready').frameLocator('iframe');
  await preview.getByRole('heading').first().waitFor();
  await page.mouse.move(WINDOW.width - 10, WINDOW.height / 2);
}
