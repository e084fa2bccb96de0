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
    const label = await workbench.until('the counts', async () => {
      const found = await workbench.statusItem(page).getAttribute('aria-label');
      return /\d+ Abhängigkeiten: /.test(found) ? found : undefined;
    });
    assert.match(label, /2 abgelehnt/);
  });

  it('reads the verdict, its reason and the way out on hover', async () => {
    await workbench.goTo(page, 'ua-parser-js');
    const text = await workbench.hoverText(page, 'ua-parser-js');
    for (const part of ['Abgelehnt', 'ist laut', 'Quelle: package-lock.json', 'Stattdessen', 'Warum?'])
      assert.ok(text.includes(part), `${part} is not in the hover:\n${text}`);
    await page.keyboard.press('Escape');
  });

  it('finds the commands and views under German names', async () => {
    await workbench.openSidebar(page, 'OSPO Lens');
    const rows = await workbench.treeRows(page, 'Abhängigkeiten');
    assert.match(rows[0], /^Abgelehnt/);
    await page.keyboard.press('F1');
    await page.locator('.quick-input-box input').fill('>OSPO Lens: Richtlinie');
    await page.locator('.quick-input-list').getByText('Richtlinie öffnen').waitFor();
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
