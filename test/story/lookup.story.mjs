// A person needs a package for a purpose: looks it up among the approved ones and adds it, in two ways.
import { strict as assert } from 'node:assert';
import { openJudged } from './window.mjs';
import * as workbench from './workbench.mjs';

describe('somebody who needs a package', () => {
  let own;
  let page;

  before(async () => {
    own = await openJudged();
    page = own.page;
  });

  after(() => own?.close());

  const open = () =>
    workbench.openPicker(page, 'OSPO Lens: Find an Approved Package', 'Find an Approved Package');

  it('finds an approved one by the need, with range and reason', async () => {
    await workbench.goTo(page, '"cors"');
    const [first] = await workbench.search(page, 'dates', 'date-fns', { amount: 1, open });
    for (const part of ['^4.4.0', 'Dates and times', 'Small, and maintained.'])
      assert.ok(first.includes(part), `${part} is not in:\n${first}`);
  });

  it('is told where there is none', async () => {
    await workbench.search(page, 'xylophone', 'No approved package fits "xylophone".', { amount: 1 });
  });

  it('finds it by what it replaces as well', async () => {
    await workbench.search(page, 'moment', 'date-fns', { amount: 1 });
  });

  it('adds it in the order of names, and changes nothing else', async () => {
    const before = own.read('package.json');
    await page.keyboard.press('Enter');
    const after = await workbench.savedText(page, own.path('package.json'), '"date-fns": "^4.4.0"');
    const [line] = /.*"dompurify".*\n/.exec(before);
    assert.equal(after, before.replace(line, `    "date-fns": "^4.4.0",\n${line}`));
  });

  it('sees that nothing is to be asked, and what to install', async () => {
    const expected = ['Allowed', 'date-fns', 'Approved for Dates and times, instead of moment.'];
    await workbench.readHover(page, 'date-fns', expected);
    const offer = page.locator('.statusbar-item').filter({ hasText: 'npm install' });
    await offer.waitFor();
  });

  it('is offered the approved ones first while typing a need', async () => {
    await workbench.goBehind(page, '"zod": "^4.6.7"');
    await page.keyboard.type(',\n"http');
    await page.keyboard.press('Control+Space');
    const first = page.locator('.suggest-widget.visible .monaco-list-row').first();
    await first.filter({ hasText: 'undici' }).waitFor();
    await page.keyboard.press('Enter');
    const text = await workbench.savedText(page, own.path('package.json'), '"undici": "^7.16.0"');
    assert.equal(JSON.parse(text).dependencies.undici, '^7.16.0');
    await workbench.until('the license behind it', async () =>
      /MIT/.test(await workbench.lineText(page, '"undici"')),
    );
  });
});
