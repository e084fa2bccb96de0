// The scenes of README and documents, from the installed .vsix on the sample.
import { goTo, openFile, openSidebar, quickFixes, runCommand, webview } from '../../test/story/workbench.mjs';
import { aroundCard, closeCard, showHover } from './walkthrough.mjs';

/** The lines of the manifest around the menu of the fixes. */
const FIXES = { x: 348, y: 240, width: 640, height: 480 };

/** By name: how to get there from the open package.json, and what of the window is on the picture. */
export const SCENES = {
  overview: { show: showOverview },
  sidebar: { show: (page) => openSidebar(page, 'OSPO Lens'), part: '.part.sidebar' },
  hover: { show: showHover, clip: aroundCard, after: closeCard },
  'quick-fix': { show: (page) => quickFixes(page, 'ua-parser-js'), clip: FIXES },
  report: { show: showReport, part: '.part.editor', after: leavePage },
  walkthrough: { show: showWalkthrough, part: '.part.editor', after: leavePage },
};

/** The sidebar, and the lines of the manifest that hold most findings. */
async function showOverview(page) {
  await openSidebar(page, 'OSPO Lens');
  await goTo(page, 'ua-parser-js');
  await page.keyboard.press('Home');
}

const toggleSidebar = (page) => page.keyboard.press('Control+B');

async function showReport(page) {
  await toggleSidebar(page);
  await runCommand(page, 'OSPO Lens: Open the Report');
  const report = await webview(page, 'table.review tbody tr');
  await report.locator('body').waitFor();
}

async function showWalkthrough(page) {
  await toggleSidebar(page);
  await runCommand(page, 'View: Close All Editors');
  await runCommand(page, 'OSPO Lens: Get Started');
  await page.locator('.getting-started-step[aria-expanded="true"]').waitFor();
  await page.locator('.getting-started-media img').waitFor();
}

/** Back to the manifest beside the sidebar. */
async function leavePage(page) {
  await toggleSidebar(page);
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'package.json');
}
