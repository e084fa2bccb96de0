// A person runs commands by name, wants to be told less, and has no policy yet.
import { strict as assert } from 'node:assert';
import { rmSync } from 'node:fs';
import { readManifest } from '../../scripts/docs/manifest.mjs';
import { openJudged } from './window.mjs';
import * as workbench from './workbench.mjs';

const { commands } = readManifest().contributes;

describe('somebody who works with the palette', () => {
  let own;
  let page;

  before(async () => {
    own = await openJudged();
    page = own.page;
  });

  after(() => own?.close());

  const rowsOfPicker = () => page.locator('.quick-input-list .monaco-list-row');
  /** Behind the title may stand keys. */
  const isRow = (row, label) => row.split('\n')[0] === label;

  /** What the menu of a dependency in the sidebar has to say about snoozing. */
  async function menuOf(name) {
    const view = await workbench.openView(page, 'Dependencies');
    const entries = page.locator('.monaco-menu .action-item:not(.disabled)');
    // A view that is drawn anew in this moment moves its rows, and closes the menu of one.
    let labels = [];
    await workbench.until(`the menu of ${name}`, async () => {
      if (await entries.first().isVisible()) await page.keyboard.press('Escape');
      await entries.first().waitFor({ state: 'hidden', timeout: 3000 });
      const row = view.locator('.monaco-list-row').filter({ hasText: name }).first();
      await row.click({ button: 'right', timeout: 3000 });
      if (await workbench.seen(entries.first())) labels = await entries.allInnerTexts();
      return labels.length > 0;
    });
    await page.keyboard.press('Escape');
    await entries.first().waitFor({ state: 'hidden' });
    return labels.map((label) => label.trim()).filter((label) => /snooze/i.test(label));
  }

  it('finds every command there by its title', async () => {
    const open = () => page.keyboard.press('F1');
    // What can be done at no time but now is not offered.
    for (const { title } of commands.filter((each) => each.enablement === undefined)) {
      const label = `OSPO Lens: ${title}`;
      await workbench.typeInto(page, `>${label}`, (rows) => rows.some((row) => isRow(row, label)), { open });
    }
    await page.keyboard.press('Escape');
  });

  it('is shown where to contribute and whom to fund', async () => {
    const open = () => workbench.openPicker(page, 'OSPO Lens: Contribute to or Fund a Package', 'OSPO Lens');
    await workbench.search(page, 'Contribute to lodash', 'Contribute to lodash', { open });
    await page.keyboard.press('Escape');
  });

  it('turns everything in the text off with quiet mode, keeps counts, and turns it on again', async () => {
    const { error, warning } = await workbench.squiggles(page);
    assert.ok(error + warning > 0);
    await workbench.runCommand(page, 'OSPO Lens: Toggle Quiet Mode');
    await workbench.until('no squiggle', async () => {
      const now = await workbench.squiggles(page);
      return now.error + now.warning + now.info === 0;
    });
    await workbench.statusOnce(page, /Quiet: nothing is drawn into texts\./, /\d+ dependencies: .*denied/);
    await workbench.runCommand(page, 'OSPO Lens: Toggle Quiet Mode');
    await workbench.until('a squiggle', async () => (await workbench.squiggles(page)).warning);
  });

  it('snoozes one dependency from the light bulb, and ends that', async () => {
    await workbench.takeFix(page, 'ua-parser-js', 'Snooze ua-parser-js');
    const picker = page.locator('.quick-input-widget');
    await picker.waitFor();
    await workbench.until('the days', async () => {
      const rows = await rowsOfPicker().allInnerTexts();
      if (rows.some((row) => row.includes('Everything on this package'))) await page.keyboard.press('Enter');
      return rows.some((row) => row.includes('Until tomorrow'));
    });
    await page.keyboard.press('Enter');
    await picker.filter({ hasText: 'Why?' }).waitFor();
    await page.keyboard.type('After the release.');
    await page.keyboard.press('Enter');
    await workbench.readHover(page, 'ua-parser-js', [/Snoozed until \d{4}-\d{2}-\d{2}: After the release\./]);
    await workbench.openSidebar(page, 'OSPO Lens');
    await workbench.statusOnce(page, /1 dependency snoozed\./, /denied/);
    await workbench.rowsWith(page, 'Dependencies', /^Snoozed: 1 dependency/);
    await workbench.unfold(await workbench.openView(page, 'Dependencies'), 'Snoozed');
    assert.deepEqual(await menuOf('ua-parser-js'), ['End a Snooze']);
    const open = () => workbench.openPicker(page, 'OSPO Lens: End a Snooze', 'OSPO Lens');
    await workbench.accept(page, () => workbench.search(page, 'ua-parser-js', 'ua-parser-js', { open }));
    await workbench.statusOnce(page, /^(?!.*snoozed)/s);
    await workbench.rowsOnce(page, 'Dependencies', (rows) => !rows.some((row) => row.startsWith('Snoozed')));
    assert.deepEqual(await menuOf('ua-parser-js'), ['Snooze a Dependency or a Finding']);
  });
});

describe('somebody whose organization has no policy yet', () => {
  let own;
  let page;

  before(async () => {
    own = await openJudged({ change: ({ path }) => rmSync(path('ospo-policy.yaml')) });
    page = own.page;
    await workbench.openSidebar(page, 'OSPO Lens');
  });

  after(() => own?.close());

  it('is told once, in the Policy view, and by no popup', async () => {
    const told = 'No policy of your own yet: a built-in default judges, which nobody decided.';
    await workbench.rowsOnce(page, 'Policy', (rows) => rows[0]?.startsWith(told));
    const sidebar = (await page.locator('.sidebar').innerText()).replaceAll('\u00a0', ' ');
    assert.equal(sidebar.split('built-in default judges').length - 1, 1, sidebar);
    assert.equal(await page.locator('.notification-toast').count(), 0);
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
  });

  it('gets a policy from a starter with one command', async () => {
    const view = await workbench.openView(page, 'Policy');
    const title = page
      .locator('.quick-input-widget .quick-input-title')
      .filter({ hasText: 'Create a Policy' });
    const open = () => workbench.openBy(view.getByText('Create a policy from a starter'), title);
    await workbench.accept(page, () => workbench.search(page, 'balanced', 'balanced', { open }));
    await page.locator('.tab.active[data-resource-name="ospo-policy.yaml"]').waitFor();
    assert.match(own.read('ospo-policy.yaml'), /^version: 1$/m);
    await workbench.until('the new policy in the title', async () => {
      const text = (await (await workbench.openView(page, 'Policy')).innerText()).replaceAll('\u00a0', ' ');
      return text.includes('ospo-policy.yaml') && !text.includes('No policy of your own yet');
    });
  });
});
