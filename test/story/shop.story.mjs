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
      await workbench.until('warnings', async () => (await workbench.squiggles(page)).warning > 1);
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
      await workbench.readHover(page, 'ua-parser-js', [
        'ua-parser-js 2.0.10',
        'Denied',
        'AGPL-3.0-or-later',
        'package-lock.json',
        'bowser',
        'Ask the OSPO',
      ]);
    });

    it('counts in the status bar what needs action', async () => {
      await workbench.statusOnce(page, /\d+ dependencies: .*2 denied/, /Shop sample policy/);
    });
  });

  describe('the sidebar', () => {
    before(() => workbench.openSidebar(page, 'OSPO Lens'));

    it('lists the dependencies by verdict, the worst first', async () => {
      await workbench.rowsOnce(
        page,
        'Dependencies',
        (rows) => /^Denied/.test(rows[0]) && rows.some((row) => /^ua-parser-js.*AGPL-3\.0/.test(row)),
      );
    });

    it('lists the approved packages by need', async () => {
      await workbench.rowsWith(page, 'Approved', 'date-fns');
    });

    it("lists the policy's documents", async () => {
      await workbench.rowsWith(page, 'Policy', 'Open source policy');
    });

    it('shows what is sent before it asks the OSPO', async () => {
      await workbench.goTo(page, 'ua-parser-js');
      const help = await workbench.openView(page, 'Help');
      const dialog = workbench.dialog(page);
      await workbench.openBy(help.getByText('Ask the OSPO'), dialog);
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
      await workbench.takeFix(page, 'moment', title);
      const after = await workbench.savedText(page, file, 'date-fns');
      assert.equal(after, before.replace('"moment": "^2.31.0"', `"date-fns": "${range}"`));
    });

    it('goes back to the last range under an allowed license', async () => {
      const before = readFileSync(file, 'utf8');
      await workbench.takeFix(page, 'ua-parser-js', 'Use ^1.0.41');
      const after = await workbench.savedText(page, file, '"ua-parser-js": "^1.0.41"');
      assert.equal(after, before.replace('"ua-parser-js": "^2.0.10"', '"ua-parser-js": "^1.0.41"'));
    });

    it('judges the repaired manifest anew', async () => {
      await workbench.statusOnce(page, /\b1 denied/);
      await workbench.rowsOnce(page, 'Dependencies', (rows) => {
        const denied = rows.filter((row) => /^[\w@/-]+, Denied/.test(row));
        return denied.length === 1 && !denied[0].startsWith('ua-parser-js');
      });
    });

    it('judges what is typed before it is saved', async () => {
      await workbench.goBehind(page, '"web-push": "^3.6.7"');
      await page.keyboard.type(', "ag-grid-enterprise-copy": "1.0.0"');
      await workbench.until('an inlay hint on the new line', async () => {
        const text = await workbench.lineText(page, 'ag-grid-enterprise-copy');
        return /MPL-2\.0/.test(text) && /no license|unknown|\?/.test(text);
      });
    });
  });
});
