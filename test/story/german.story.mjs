// The same window for a person whose editor speaks German: what OSPO Lens says and what it contributes is German.
import { strict as assert } from 'node:assert';
import { session } from './session.mjs';
import * as workbench from './workbench.mjs';

describe('an editor that speaks German', () => {
  let page;

  before(async () => {
    page = await session.page.context().browser().newPage({ viewport: session.page.viewportSize() });
    await page.addInitScript(speakGerman);
    await page.goto(session.address);
    await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
    await workbench.openFile(page, 'package.json');
  });

  after(() => page.close());

  it('reads the counts in the status bar', async () => {
    await workbench.statusOnce(page, /\d+ Abhängigkeiten: .*2 abgelehnt/);
  });

  it('reads the verdict, its reason and the way out on hover', async () => {
    await workbench.goTo(page, 'ua-parser-js');
    const expected = ['Abgelehnt', 'ist laut', 'Quelle: package-lock.json', 'Stattdessen', 'Warum?'];
    await workbench.readHover(page, 'ua-parser-js', expected);
  });

  it('finds the commands and views under German names', async () => {
    await workbench.openSidebar(page, 'OSPO Lens');
    await workbench.rowsOnce(page, 'Abhängigkeiten', (rows) => /^Abgelehnt/.test(rows[0]));
    const areThere = (rows) => rows.some((row) => row.includes('Richtlinie öffnen'));
    const open = () => page.keyboard.press('F1');
    await workbench.typeInto(page, '>OSPO Lens: Richtlinie', areThere, { open });
    await page.keyboard.press('Escape');
  });

  it('reads the verdict in the list of problems', async () => {
    await workbench.runCommand(page, 'Problems: Focus on Problems View');
    const row = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'ua-parser-js 2.0.10' });
    assert.match(await row.first().innerText(), /steht unter AGPL-3.0-or-later: abgelehnt in Produktion/);
  });
});

/** The workbench takes its language from here; its own texts stay English, for no language pack is installed. */
function speakGerman() {
  Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => 'de', set: () => undefined });
}
