// A person opens the sample with the installed extension: first looks, then asks, then repairs. In this order, in one window.
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { session } from './session.mjs';
import * as workbench from './workbench.mjs';

describe('the sample shop, with the installed extension', () => {
  let page;
  let file;

  before(async () => {
    page = session.page;
    file = join(session.workspace, 'package.json');
    await workbench.openFile(page, 'package.json');
  });

  describe('looking', () => {
    it('underlines what the policy wants reviewed', async () => {
      const seen = await workbench.until('a warning', async () => {
        const { warning } = await workbench.squiggles(page);
        return warning;
      });
      assert.ok(seen > 1);
    });

    it('underlines what the policy denies', async () => {
      await workbench.goTo(page, 'ua-parser-js');
      await workbench.until('an error', async () => (await workbench.squiggles(page)).error);
    });

    it('writes license and score behind a dependency', async () => {
      await workbench.goTo(page, '"lodash"');
      await workbench.until('the inlay hint', async () =>
        /MIT · \d/.test(await workbench.lineText(page, '"lodash"')),
      );
    });

    it('tells the verdict, its reason and the way out on hover', async () => {
      const text = await workbench.hoverText(page, 'ua-parser-js');
      const expected = [
        'ua-parser-js 2.0.10',
        'Denied',
        'AGPL-3.0-or-later',
        'package-lock.json',
        'bowser',
        'Ask the OSPO',
      ];
      for (const part of expected) assert.ok(text.includes(part), `${part} is not in the hover:\n${text}`);
      await page.keyboard.press('Escape');
    });

    it('counts in the status bar what needs action', async () => {
      const label = await workbench.statusItem(page).getAttribute('aria-label');
      assert.match(label, /\d+ dependencies: .*2 denied/);
      assert.match(label, /Shop sample policy/);
    });
  });

  describe('the sidebar', () => {
    before(() => workbench.openSidebar(page, 'OSPO Lens'));

    it('lists the dependencies by verdict, the worst first', async () => {
      const rows = await workbench.treeRows(page, 'Dependencies');
      assert.match(rows[0], /^Denied/);
      assert.ok(
        rows.some((row) => /^ua-parser-js.*AGPL-3\.0/.test(row)),
        rows.join('\n'),
      );
    });

    it('lists the approved packages by need', async () => {
      const rows = await workbench.treeRows(page, 'Approved');
      assert.ok(
        rows.some((row) => /date-fns/.test(row)),
        rows.join('\n'),
      );
    });

    it("lists the policy's documents", async () => {
      assert.ok((await workbench.treeRows(page, 'Policy')).length > 0);
    });

    it('shows what is sent before it asks the OSPO', async () => {
      await workbench.goTo(page, 'ua-parser-js');
      const help = await workbench.openView(page, 'Help');
      await help.getByText('Ask the OSPO').click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      const text = await dialog.innerText();
      for (const part of ['ua-parser-js 2.0.10', 'AGPL-3.0-or-later', 'ospo@shop.example.com']) {
        assert.ok(text.includes(part), `${part} is not in the dialog:\n${text}`);
      }
      await dialog.getByText('Cancel').click();
      await dialog.waitFor({ state: 'hidden' });
    });
  });

  describe('repairing', () => {
    it('offers the way out, first what ends the finding', async () => {
      const titles = await workbench.quickFixes(page, 'ua-parser-js');
      assert.match(titles[0], /^Replace ua-parser-js by bowser/);
      assert.match(titles[1], /^Use \^1\.0\.41/);
      assert.ok(
        titles.some((title) => /Ask the OSPO/.test(title)),
        titles.join('\n'),
      );
      await page.keyboard.press('Escape');
    });

    it('replaces a package by the approved one and changes nothing else', async () => {
      const before = readFileSync(file, 'utf8');
      const [title] = await workbench.quickFixes(page, 'moment');
      const range = /^Replace moment by date-fns (\S+)$/.exec(title)?.[1];
      assert.ok(range, title);
      await workbench.chooseFix(page, title);
      const after = await workbench.savedText(page, file, 'date-fns');
      assert.equal(after, before.replace('"moment": "^2.31.0"', `"date-fns": "${range}"`));
    });

    it('goes back to the last range under an allowed license', async () => {
      const before = readFileSync(file, 'utf8');
      await workbench.quickFixes(page, 'ua-parser-js');
      await workbench.chooseFix(page, 'Use ^1.0.41');
      const after = await workbench.savedText(page, file, '"ua-parser-js": "^1.0.41"');
      assert.equal(after, before.replace('"ua-parser-js": "^2.0.10"', '"ua-parser-js": "^1.0.41"'));
    });

    it('judges the repaired manifest anew', async () => {
      await workbench.until('one denied package less', async () => {
        const label = await workbench.statusItem(page).getAttribute('aria-label');
        return /\b1 denied/.test(label);
      });
      const rows = await workbench.treeRows(page, 'Dependencies');
      assert.ok(!rows.some((row) => /^ua-parser-js, Denied/.test(row)), rows.join('\n'));
    });

    it('judges what is typed before it is saved', async () => {
      await workbench.goTo(page, '"web-push": "^3.6.7"');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.type(', "ag-grid-enterprise-copy": "1.0.0"');
      await workbench.until('an inlay hint on the new line', async () => {
        const text = await workbench.lineText(page, 'ag-grid-enterprise-copy');
        return /MPL-2\.0/.test(text) && /no license|unknown|\?/.test(text);
      });
    });
  });
});
