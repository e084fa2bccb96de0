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
      return workbench.seen(view.locator('.monaco-list:focus'));
    });
    return view.locator('.monaco-list-row.focused');
  }

  /** From the first row down to the one of which a screen reader says this. */
  async function goToRow(row, text) {
    await key('Home');
    await pressUntil('ArrowDown', `the row ${text}`, async () => {
      const [label] = await row.evaluateAll((rows) => rows.map((each) => each.getAttribute('aria-label')));
      return label?.startsWith(text) ?? false;
    });
  }

  /** Chooses from the menu of the row in focus, and opens it again where the list was drawn anew: that closes it. */
  async function chooseInMenu(label) {
    const item = page.locator('.monaco-menu .action-item.focused').filter({ hasText: label });
    await workbench.until(`the entry ${label}`, async () => {
      if (await item.isVisible()) return true;
      const isOpen = await page.locator('.monaco-menu .action-item').first().isVisible();
      await key(isOpen ? 'ArrowDown' : 'Shift+F10');
      return undefined;
    });
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
    // A card that more is added to is drawn anew, and has lost the focus then.
    await workbench.until('"Use it"', async () => {
      if (!(await page.evaluate(workbench.isInHover))) await workbench.enterHover(page, 'Do instead');
      const isThere = (await focusedText()) === 'Use it';
      const wasTaken = await workbench.pressIn(page, isThere ? 'Enter' : 'Tab', '.monaco-hover');
      return isThere && wasTaken;
    });
    const after = await workbench.savedText(page, own.path('package.json'), '"ua-parser-js": "^1.0.41"');
    assert.equal(after, before.replace('"ua-parser-js": "^2.0.10"', '"ua-parser-js": "^1.0.41"'));
  });

  it('reads the case to the OSPO, and leaves it', async () => {
    await workbench.takeFix(page, 'gsap', 'Ask the OSPO about gsap');
    await workbench.dialog(page).waitFor();
    await pressUntil('Tab', '"Cancel"', async () => (await focusedText()) === 'Cancel');
    await key('Enter');
    await workbench.dialog(page).waitFor({ state: 'hidden' });
  });

  it('goes from a row of the sidebar to its line, and repairs it from the menu of the row', async () => {
    const before = own.read('package.json');
    const row = await focusView('Dependencies');
    await goToRow(row, 'request, Denied');
    await key('Enter');
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    await workbench.lineWith(page, '"request"').waitFor();
    const open = async () => {
      await focusView('Dependencies');
      await goToRow(row, 'request, Denied');
      await chooseInMenu('Fix This Dependency');
      await workbench.seen(page.locator('.context-view > .action-widget'));
    };
    await workbench.chooseFix(page, 'Replace request by undici', open);
    const after = await workbench.savedText(page, own.path('package.json'), '"undici": "^7.16.0"');
    assert.equal(after, before.replace('"request": "^2.88.2"', '"undici": "^7.16.0"'));
  });

  it('adds an approved package from the sidebar', async () => {
    const before = JSON.parse(own.read('package.json')).dependencies;
    const row = await focusView('Approved');
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
    // Once more where its tables were drawn anew.
    await workbench.until('all of the report', async () => {
      const all = await report.evaluate(numberWhatCanBePressed);
      const reached = new Set();
      for (let tries = 0; tries < TABS && reached.size < all.length; tries++) {
        await key('Tab');
        const number = await report.evaluate(() => document.activeElement?.dataset.number);
        if (number !== undefined) reached.add(number);
      }
      return all.length > 10 && reached.size === all.length;
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
