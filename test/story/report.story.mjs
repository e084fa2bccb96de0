// A person opens the report of the sample, looks at it in every theme, goes from a row to its place, narrows the list.
import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { session } from './session.mjs';
import * as workbench from './workbench.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = ['Light Modern', 'Dark Modern', 'Dark High Contrast', 'Light High Contrast'];

describe('the report, with the installed extension', () => {
  let page;
  let report;

  before(async () => {
    page = session.page;
    page.setDefaultTimeout(15_000);
    await workbench.openFile(page, 'package.json');
    await workbench.judged(page);
    report = await openReport();
  });

  after(async () => {
    await workbench.runCommand(page, 'View: Close All Editors');
    page.setDefaultTimeout(30_000);
  });

  async function openReport() {
    await workbench.runCommand(page, 'OSPO Lens: Open the Report');
    const frame = await workbench.webview(page, 'main h1');
    await frame.locator('table.review tbody tr').first().waitFor();
    return frame;
  }

  const names = () => report.locator('table.review tbody th[scope=row]').allInnerTexts();

  it('shows the numbers in words beside the bars', async () => {
    const lead = await report.locator('.lead').innerText();
    assert.match(lead, /\d+ dependencies in \d+ package\.json files: \d+ different packages\./);
    assert.match(lead, /Shop sample policy 2026-11/);
    const verdicts = await report.getByRole('table', { name: 'Verdicts' }).innerText();
    assert.match(verdicts, /Denied\s+2\s/);
    assert.match(await report.getByRole('table', { name: 'Licenses' }).innerText(), /MIT.*\s+\d+\s/);
    assert.match(await report.locator('footer').innerText(), /Not legal advice/);
  });

  it('lists each package to ask about once, the worst first', async () => {
    const rows = await names();
    assert.ok(rows.includes('ua-parser-js 2.0.10'), rows.join('\n'));
    assert.equal(new Set(rows).size, rows.length);
    assert.match(await report.locator('table.review tbody tr').first().innerText(), /Denied/);
  });

  it('narrows the list by verdict and by text, and says how many are left', async () => {
    const all = (await names()).length;
    await report.getByLabel('Verdict', { exact: true }).selectOption('denied');
    await workbench.until('the denied ones', async () => (await names()).length < all);
    assert.match(await report.getByRole('status').innerText(), /^Showing 2 packages/);
    await report.getByLabel('Verdict', { exact: true }).selectOption('');
    const input = report.getByLabel('Package or license');
    await input.focus();
    await page.keyboard.type('agpl');
    await workbench.until('the one', async () => (await names()).length === 1);
    assert.equal(await input.inputValue(), 'agpl');
    assert.ok(await input.evaluate((element) => element === document.activeElement));
    await input.fill('');
    await workbench.until('all again', async () => (await names()).length === all);
  });

  it('is sorted by a press of a key on a head, which keeps the focus', async () => {
    const head = report.getByRole('button', { name: 'Package', exact: true });
    await head.focus();
    await page.keyboard.press('Enter');
    const cell = report.getByRole('columnheader', { name: 'Package', exact: true });
    await workbench.until('the order', async () => (await cell.getAttribute('aria-sort')) === 'ascending');
    const rows = await names();
    assert.deepEqual(rows, [...rows].sort());
    assert.ok(await head.evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Enter');
    await workbench.until(
      'the other order',
      async () => (await cell.getAttribute('aria-sort')) === 'descending',
    );
    await report.getByRole('button', { name: 'Verdict', exact: true }).click();
  });

  it('shows the case about all of them before it asks', async () => {
    await report.getByRole('button', { name: /^Ask about all \d+ packages/ }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    for (const part of [
      'packages to decide on',
      'ua-parser-js 2.0.10',
      'gsap 3.15.0',
      'ospo@shop.example.com',
    ])
      assert.ok(text.includes(part), `${part} is not in the dialog:\n${text}`);
    await dialog.getByText('Cancel').click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('is written as Markdown where the person says, with the same numbers', async () => {
    const file = join(session.workspace, 'ospo-report.md');
    await workbench.openPicker(page, 'OSPO Lens: Export the Report as Markdown');
    const path = page.locator('.quick-input-widget .quick-input-box input');
    await workbench.until('the name', async () => (await path.inputValue()).endsWith('ospo-report.md'));
    assert.equal(existsSync(file), false);
    await page.keyboard.press('Enter');
    await workbench.until(
      'the file',
      () => existsSync(file) && readFileSync(file, 'utf8').includes('Not legal advice'),
    );
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    const [numbers] = /\d+ dependencies in \d+ package\.json files/.exec(
      await report.locator('.lead').innerText(),
    );
    for (const part of [numbers, 'ua-parser-js', 'Denied'])
      assert.ok(text.includes(part), `${part} is not in:\n${text}`);
  });

  it('reaches nothing outside and runs nothing inline', async () => {
    const { inline, addresses } = await report.evaluate(() => ({
      inline: [...document.querySelectorAll('script:not([src])')].filter(({ nonce, id }) => nonce && !id)
        .length,
      addresses: performance.getEntriesByType('resource').map(({ name }) => new URL(name).hostname),
    }));
    assert.equal(inline, 0);
    assert.deepEqual(
      addresses.filter((host) => !/^127\.0\.0\.1$|vscode-resource|vscode-cdn/.test(host)),
      [],
    );
    const policy = await report.locator('meta[http-equiv]').getAttribute('content');
    assert.match(policy, /^default-src 'none'; style-src 'nonce-[\w-]+'; script-src 'nonce-[\w-]+';/);
  });

  for (const theme of THEMES) {
    it(`has no accessibility violation in ${theme}`, async () => {
      await workbench.chooseTheme(page, theme);
      report = await workbench.webview(page, `body[data-vscode-theme-name="${theme}"] main h1`);
      await report
        .locator('details')
        .first()
        .evaluate((element) => (element.open = true));
      await report.evaluate(axe);
      const { violations } = await report.evaluate(() => globalThis.axe.run(document));
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      );
      mkdirSync('out/report', { recursive: true });
      await page.screenshot({ path: join('out/report', `${theme.replaceAll(' ', '-')}.png`) });
      assert.deepEqual(found, []);
    });
  }

  it('opens the place of a row in its manifest', async () => {
    await report.getByRole('button', { name: 'ua-parser-js 2.0.10' }).click();
    await page.locator('.tab.active[data-resource-name="package.json"]').waitFor();
    await workbench.lineWith(page, 'ua-parser-js').waitFor();
  });

  it('is told anew when a verdict changes', async () => {
    const file = join(session.workspace, 'package.json');
    const before = readFileSync(file, 'utf8');
    const verdicts = async () => {
      report = await workbench.webview(page, 'main h1');
      return report.getByRole('table', { name: 'Verdicts' }).innerText();
    };
    report = await openReport();
    writeFileSync(file, before.replace('"ua-parser-js": "^2.0.10"', '"ua-parser-js": "^1.0.41"'));
    await workbench.until('one denied package less', async () => /Denied\s+1\s/.test(await verdicts()));
    writeFileSync(file, before);
    await workbench.until('both denied packages', async () => /Denied\s+2\s/.test(await verdicts()));
  });

  it('is as it was left when it is shown again, and comes back when the window is reloaded', async () => {
    const field = () => report.getByLabel('Package or license');
    const theSame = async () => {
      report = await workbench.webview(page, 'main h1');
      return (await names()).join() === 'gsap 3.15.0' && (await field().inputValue()) === 'gsap';
    };
    await field().fill('gsap');
    await workbench.until('the one', theSame);
    await page.locator('.tab[data-resource-name="package.json"]').click();
    await workbench.lineWith(page, 'dependencies').waitFor();
    await openReport();
    await workbench.until('the same list', theSame);
    const reloaded = page.waitForEvent('load', { timeout: 60_000 });
    await workbench.runCommand(page, 'Developer: Reload Window');
    await reloaded;
    await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
    await workbench.statusOnce(page, /dependencies: /);
    await workbench.until('the report again', async () => {
      report = await workbench.webview(page, 'table.review tbody tr');
      return /dependencies in \d+ package\.json files/.test(await report.locator('.lead').innerText());
    });
  });
});
