// What a person does in the workbench, one function each. All of them wait for what they need to see; none sleeps.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';

const PATIENCE_MS = 20_000;

/** Repeats a look until it gives something true. @returns what it gave */
export async function until(what, look) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) assert.fail(`Never seen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Opens a file through the quick picker. */
export async function openFile(page, name) {
  await pick(page, ['Control+P'], name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Runs a command by its title, as F1 shows it. */
export async function runCommand(page, title) {
  await pick(page, ['F1'], `>${title}`, title);
}

/** Opens a picker by keys, chooses the row with a label, and waits for the picker to go where nothing more is asked. */
async function pick(page, keys, text, label, isLast = true) {
  await until(`${label} in the picker`, () => inPicker(page, keys, text, label));
  await page.keyboard.press('Enter');
  if (isLast) await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** A picker closes when something else takes the focus, such as a page that has just been loaded: it is opened again. */
async function inPicker(page, keys, text, label) {
  const timeout = 6000;
  for (const key of keys) await page.keyboard.press(key);
  try {
    await page.locator('.quick-input-widget .quick-input-box input').fill(text, { timeout });
    await page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: label })
      .waitFor({ timeout });
    return true;
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
    await page.keyboard.press('Escape');
    return false;
  }
}

/** Runs a command that asks for more, and waits for its own picker. */
export async function openPicker(page, command, title) {
  await pick(page, ['F1'], `>${command}`, command, false);
  if (title)
    await page.locator('.quick-input-widget .quick-input-title').filter({ hasText: title }).waitFor();
}

/** Types into the open picker. @returns what its rows say, once the first holds `first`, and there are as many as given */
export async function search(page, text, first, amount) {
  await page.locator('.quick-input-widget .quick-input-box input').fill(text);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  return until(`"${first}" as the first of ${amount ?? 'the'} rows for "${text}"`, async () => {
    const found = (await rows.allInnerTexts()).map((row) => row.replaceAll('\u00a0', ' '));
    return found[0]?.includes(first) && found.length === (amount ?? found.length) && found;
  });
}

/** The line of the open editor that holds the text, on the screen. */
export const lineWith = (page, text) =>
  page.locator('.editor-instance .view-lines .view-line').filter({ hasText: text }).first();

/** What is written on that line, inlay hints included, with plain spaces. */
export async function lineText(page, text) {
  return (await lineWith(page, text).innerText()).replaceAll('\u00a0', ' ');
}

/** Puts the cursor into the first occurrence of a word, scrolling to it when needed. */
export async function goTo(page, word) {
  await page.keyboard.press('Control+1');
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+F');
  const input = page.locator('.find-widget.visible .find-part textarea').first();
  await input.waitFor();
  // Only a change of the text searches anew from the cursor.
  await input.fill('');
  await input.fill(word);
  await page.locator('.find-widget .matchesCount').filter({ hasText: /^1 of/ }).waitFor();
  await page.keyboard.press('Escape');
  await lineWith(page, word).waitFor();
}

/** How many squiggles of each severity are on the screen. */
export async function squiggles(page) {
  const count = (severity) => page.locator(`.editor-instance .squiggly-${severity}`).count();
  return { error: await count('error'), warning: await count('warning'), info: await count('info') };
}

/** Rests the mouse on a word of the open editor and reads the hover card, when every part of it has come. */
export async function hoverText(page, word) {
  const card = await hover(page, word);
  await until('a complete hover', async () => !(await card.innerText()).includes('Loading...'));
  return (await card.innerText()).replaceAll('\u00a0', ' ');
}

/** Rests the mouse on a word until a hover card with content is there. @returns the card */
export async function hover(page, word) {
  await goTo(page, word);
  const card = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  await until(`a hover over ${word}`, async () => {
    const box = await wordBox(page, word);
    // The line is drawn anew in this moment.
    if (!box) return undefined;
    // Along the line: over another one its own card would show.
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x - 30, y);
    await page.mouse.move(box.x + box.width / 2, y, { steps: 4 });
    const about = card.filter({ hasText: word.replaceAll('"', '') });
    return about.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
  });
  return card;
}

/** Shows the hover at the cursor by keys and goes into it, once it holds a text. @returns the card */
export async function enterHover(page, text) {
  const card = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  await until(`the focus in the hover with "${text}"`, async () => {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    const isShown = await card
      .filter({ hasText: text })
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
    return isShown && page.evaluate(() => Boolean(document.activeElement?.closest('.monaco-hover')));
  });
  return card;
}

/** Where a word of a line is on the screen. */
async function wordBox(page, word) {
  const span = lineWith(page, word).locator('span span').filter({ hasText: word }).first();
  return span.boundingBox();
}

const fixMenu = (page) => page.locator('.context-view > .action-widget');
const fixRows = (page) => fixMenu(page).locator('.monaco-list-row.action');

/** The titles that the light bulb offers at a word. The menu stays open. */
export async function quickFixes(page, word) {
  await goTo(page, word);
  await until(`quick fixes at ${word}`, async () => {
    await page.keyboard.press('Control+.');
    return fixMenu(page)
      .waitFor({ timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
  });
  return fixRows(page).locator('.title').allInnerTexts();
}

/** Chooses one of the open quick fixes, with the keyboard: the menu does not take a mouse that has not moved. */
export async function chooseFix(page, title) {
  await fixRows(page).first().waitFor();
  const offered = await fixRows(page).locator('.title').allInnerTexts();
  assert.ok(
    offered.some((one) => one.includes(title)),
    `No quick fix is called ${title}, but:\n${offered.join('\n')}`,
  );
  const focused = fixMenu(page).locator('.monaco-list-row.focused');
  await until(`the quick fix ${title} in focus`, async () => {
    if ((await focused.innerText()).includes(title)) return true;
    await page.keyboard.press('ArrowDown');
    return undefined;
  });
  await page.keyboard.press('Enter');
  await fixMenu(page).waitFor({ state: 'hidden' });
}

/** Saves the open file and reads it from the disk, once it holds what is expected there. */
export async function savedText(page, path, expected) {
  await lineWith(page, expected).waitFor();
  await page.keyboard.press('Control+S');
  return until(`${expected} in the saved file`, async () => {
    const text = await readFile(path, 'utf8');
    return text.includes(expected) && text;
  });
}

/** Shows a view container by the label of its icon in the activity bar. */
export async function openSidebar(page, label) {
  // The whole item: a badge lies over the icon.
  const icon = page.locator('.activitybar .action-item').filter({
    has: page.locator(`.action-label[aria-label^="${label}"]`),
  });
  await icon.waitFor();
  const title = page.locator('.sidebar .composite.title').filter({ hasText: new RegExp(label, 'i') });
  if (!(await title.isVisible())) await icon.click();
  await title.waitFor();
  // A pointer that rests on the icon has its card shown over the rows.
  await page.mouse.move(page.viewportSize().width - 10, page.viewportSize().height / 2);
}

/** One view (a section) of the sidebar, by its title; unfolded when it is folded. */
export async function openView(page, title) {
  const view = page
    .locator('.sidebar .pane')
    .filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) });
  const header = view.locator('.pane-header');
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  return view;
}

/** The rows of a tree view of the sidebar that are in sight, as a screen reader reads them. */
export async function treeRows(page, title) {
  const rows = (await openView(page, title)).locator('.monaco-list-row');
  await rows.first().waitFor();
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? row.textContent));
}

/** Those rows of a tree view that hold a text, once there are any. */
export function rowsWith(page, title, text) {
  return until(`${text} in ${title}`, async () => {
    const rows = (await treeRows(page, title)).filter((row) => row.includes(text));
    return rows.length > 0 && rows;
  });
}

/** Folds one view of the sidebar, so that others get its place. */
export async function fold(page, title) {
  const header = (await openView(page, title)).locator('.pane-header');
  // Its title: further right are the buttons of the view.
  await header.locator('.title').click();
  await until(`${title} folded`, async () => (await header.getAttribute('aria-expanded')) === 'false');
}

/** What our extension puts into the status bar. */
export const statusItem = (page) =>
  page.locator('.statusbar .statusbar-item[id^="ospo-lens.ospo-lens"]').first();

/** The document inside the webview in which `selector` is to be seen. @returns its frame */
export function webview(page, selector) {
  return until(`a webview with ${selector}`, async () => {
    for (const frame of page.frames()) {
      if (await isShown(frame, selector).catch(() => false)) return frame;
    }
    return undefined;
  });
}

/** The preview of a Markdown document that stands at a heading: that heading is in sight. @returns its frame */
export function previewAt(page, heading) {
  return until(`the preview at ${heading}`, () => findPreview(page, heading));
}

/** Clicks a row that leads there, once more where a row that is drawn anew was selected and not opened. */
export function openPreview(page, row, heading) {
  return until(`the preview at ${heading} by its row`, async () => {
    await row.click();
    const end = Date.now() + 4000;
    while (Date.now() < end) {
      const frame = await findPreview(page, heading);
      if (frame) return frame;
      await page.waitForTimeout(50);
    }
    return undefined;
  });
}

async function findPreview(page, heading) {
  for (const frame of page.frames()) {
    // A preview that is about to go takes its frame along.
    if (await isInSight(frame, heading).catch(() => false)) return frame;
  }
  return undefined;
}

async function isInSight(frame, heading) {
  if (!(await isShown(frame, 'h1, h2, h3'))) return false;
  const found = frame.locator('h1, h2, h3, h4').filter({ hasText: heading }).first();
  const box = await found.boundingBox({ timeout: 500 });
  return box && box.y > 0 && box.y + box.height < frame.page().viewportSize().height;
}

/** What is asked in the middle of the window. */
export const dialog = (page) => page.locator('.monaco-dialog-box');

/** A webview is a frame in a frame; one that is hidden keeps its document for a while. */
async function isShown(frame, selector) {
  const outer = frame.parentFrame();
  if (!outer?.parentFrame() || !(await (await outer.frameElement()).isVisible())) return false;
  return frame.locator(selector).first().isVisible();
}

/** Chooses a color theme by its name. */
export async function chooseTheme(page, name) {
  await pick(page, ['Control+K', 'Control+T'], name, name);
}
