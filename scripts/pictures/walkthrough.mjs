// The pictures of the walkthrough, from the installed .vsix on the sandbox's project: each step in three themes.
import {
  enterHover,
  fold,
  goTo,
  openSidebar,
  openView,
  quickFixes,
  runCommand,
} from '../../test/story/workbench.mjs';
import { WINDOW } from '../editor/session.mjs';

/** What of the window is on most pictures: where the manifest is, without the sidebar. */
const EDITOR = { x: 348, y: 36, width: 800, height: 480 };
const LOWER = { ...EDITOR, y: 280 };

/** By the id of the step; each leaves the window as the next one wants it. */
export const STEPS = {
  sandbox: { show: showManifest, clip: EDITOR },
  finding: { show: showHover, clip: aroundCard, after: closeCard },
  advice: { show: (page) => quickFixes(page, 'moment'), clip: LOWER, after: closeCard },
  ask: { show: showCase, part: '.monaco-dialog-box', after: cancelCase },
  learn: { show: showLearn, clip: { x: 0, y: 36, width: 560, height: 620 } },
  policy: { show: showPolicy, clip: { x: 0, y: 36, width: 1000, height: 600 } },
};

async function showManifest(page) {
  await goTo(page, 'ua-parser-js');
  await page.keyboard.press('Home');
}

/** By the keyboard: the card stays, wherever the pointer is. */
export async function showHover(page) {
  await goTo(page, 'ua-parser-js');
  await enterHover(page, 'Do instead');
  await page.getByText('Checking for quick fixes').waitFor({ state: 'hidden' });
}

/** The card, the line that it speaks of, and a little around them. */
export async function aroundCard(page) {
  const { x, y, width, height } = await page.locator('.monaco-hover:not(.hidden)').first().boundingBox();
  return { x: x - 24, y: y - 12, width: width + 48, height: height + 80 };
}

export async function closeCard(page) {
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
