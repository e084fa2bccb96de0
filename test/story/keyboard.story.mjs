// A person without a mouse: reads, repairs, asks, looks up and reviews by keys alone. Every touch of a pointer would be noticed.
import { strict as assert } from 'node:assert';
import { openJudged } from './window.mjs';
import * as workbench from './workbench.mjs';

const TABS = 120;

describe('somebody who has no mouse', () => {
  let own;
  let page;

  before(async () => {
    own = await openJudged({ prepare: (context) => context.addInitScript(noticePointers) });
    page = own.page;
  });

  after(() => own?.close());

  const key = (name) => page.keyboard.press(name);

  /** Presses a key until what has the focus is what is looked for. */
  async function pressUntil(name, what, isThere) {
    for (let tries = 0; tries < TABS; tries++) {
      if (await isThere()) return;
      await key(name);
    }
    assert.fail(`${name} never reached ${what}`);
  }

  const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? '');

  async function focusView(title) {
    const view = page.locator('.sidebar .pane').filter({
      has: page.locator(`.pane-header[aria-label^="${title}"]`),
    });
    // A view that is shown for the first time has no rows yet to take the focus.
    await workbench.until(`the focus in ${title}`, async () => {
      await workbench.runCommand(page, `OSPO Lens: Focus on ${title} View`);
      return view
        .locator('.monaco-list:focus')
        .waitFor({ timeout: 2000 })
        .then(
          () => true,
          () => false,
        );
    });
    return view.locator('.monaco-list-row.focused');
  }

  /** What a screen reader says of the row. */
  const goToRow = (row, text) =>
    pressUntil('ArrowDown', `the row ${text}`, async () =>
      ((await row.count()) === 1 ? await row.getAttribute('aria-label') : '').startsWith(text),
    );

  async function chooseInMenu(label) {
    await key('Shift+F10');
    const item = page.locator('.monaco-menu .action-item.focused').filter({ hasText: label });
    await page.locator('.monaco-menu .action-item').first().waitFor();
    await pressUntil('ArrowDown', `the entry ${label}`, () => item.isVisible());
    await key('Enter');
  }

  it('goes from problem to problem', async () => {
    await key('Control+Home');
    await key('F8');
    const message = page.locator('.zone-widget').filter({ hasText: 'OSPO Lens' });
    await message.waitFor();
    assert.match(await message.innerText(), /@shop\/events|ag-grid-enterprise|license|package\./);
    await key('Escape');
  });

  it('takes the way out that the hover shows', async () => {
    const before = own.read('package.json');
    await workbench.goTo(page, 'ua-parser-js');
    await workbench.enterHover(page, 'Do instead');
    await pressUntil('Tab', '"Use it"', async () => (await focusedText()) === 'Use it');
    await key('Enter');
    const after = await workbench.savedText(page, own.path('package.json'), '"ua-parser-js": "^1.0.41"');
    assert.equal(after, before.replace('"ua-parser-js": "^2.0.10"', '"ua-parser-js": "^1.0.41"'));
  });

  it('reads the case to the OSPO, and leaves it', async () => {
    await workbench.quickFixes(page, 'gsap');
    await workbench.chooseFix(page, 'Ask the OSPO about gsap');
    await workbench.dialog(page).waitFor();
    await pressUntil('Tab', '"Cancel"', async () => (await focusedText()) === 'Cancel');
    await key('Enter');
    await workbench.dialog(page).waitFor({ state: 'hidden' });
  });

  it('goes from a row of the sidebar to its line, and repairs it from the menu of the row', async () => {
    const before = own.read('package.json');
    const row = await focusView('Dependencies');
    await key('Home');
    await goToRow(row, 'request, Denied');
    await key('Enter');
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await workbench.lineWith(page, '"request"').waitFor();
    await focusView('Dependencies');
    await goToRow(row, 'request, Denied');
    await chooseInMenu('Fix This Dependency');
    await workbench.chooseFix(page, 'Replace request by undici');
    const after = await workbench.savedText(page, own.path('package.json'), '"undici": "^7.16.0"');
    assert.equal(after, before.replace('"request": "^2.88.2"', '"undici": "^7.16.0"'));
  });

  it('adds an approved package from the sidebar', async () => {
    const before = JSON.parse(own.read('package.json')).dependencies;
    const row = await focusView('Approved');
    await key('Home');
    await goToRow(row, 'Reading user agents');
    await key('ArrowRight');
    await workbench.rowsWith(page, 'Approved', 'bowser ^2.15.0');
    await goToRow(row, 'bowser');
    await chooseInMenu('Add to package.json');
    const after = await workbench.savedText(page, own.path('package.json'), '"bowser": "^2.15.0"');
    assert.deepEqual(JSON.parse(after).dependencies, { ...before, bowser: '^2.15.0' });
  });

  it('reaches everything that can be pressed in the report', async () => {
    await workbench.runCommand(page, 'OSPO Lens: Open the Report');
    const report = await workbench.webview(page, 'table.review tbody tr');
    const all = await report.evaluate(numberWhatCanBePressed);
    assert.ok(all.length > 10, all.join(', '));
    const reached = new Set();
    await pressUntil('Tab', 'all of the report', async () => {
      const number = await report.evaluate(() => document.activeElement?.dataset.number);
      if (number !== undefined) reached.add(number);
      return reached.size === all.length;
    });
  });

  it('never needed a pointer', async () => {
    for (const frame of page.frames())
      assert.equal(await frame.evaluate(() => globalThis.pointed), 0, frame.url());
  });
});

function noticePointers() {
  globalThis.pointed = 0;
  for (const type of ['pointerdown', 'pointermove', 'wheel'])
    globalThis.addEventListener(type, ({ isTrusted }) => (globalThis.pointed += Number(isTrusted)), true);
}

/** In the page. @returns what each is called */
function numberWhatCanBePressed() {
  const all = [...document.querySelectorAll('button, a[href], input, select, summary')].filter(
    (element) => element.checkVisibility() && !element.disabled,
  );
  all.forEach((element, index) => (element.dataset.number = String(index)));
  return all.map((element) => element.getAttribute('aria-label') ?? element.textContent);
}
