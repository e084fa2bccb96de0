// What a person does in the workbench, one function each. All of them wait for what they need to see; none sleeps.
import { readFile } from 'node:fs/promises';
import { seen, until } from './waiting.mjs';

export * from './pickers.mjs';
export * from './waiting.mjs';

/** The line of the open editor that holds the text, on the screen. */
export const lineWith = (page, text) =>
  page.locator('.editor-instance .view-lines .view-line').filter({ hasText: text }).first();

/** What is written on that line, inlay hints included, with plain spaces. */
export async function lineText(page, text) {
  return (await lineWith(page, text).innerText()).replaceAll('\u00a0', ' ');
}

const position = (page) => page.locator('.statusbar-item[id="status.editor.selection"]');

/** Puts the cursor behind the first occurrence of a word. */
export async function goBehind(page, word) {
  await goTo(page, word);
  await page.keyboard.press('ArrowRight');
  await position(page).filter({ hasNotText: '(' }).waitFor();
}

/** Selects the first occurrence of a word, scrolling to it when needed. */
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
  // The count may be that of what was searched before: only what is selected says that this word was found.
  await position(page)
    .filter({ hasText: `(${word.length} ` })
    .waitFor();
  await page.keyboard.press('Escape');
  // What is typed before the editor has the focus again is lost.
  await page.locator('.find-widget.visible').waitFor({ state: 'hidden' });
  await until('the focus in the text', () => page.evaluate(isInText));
  await lineWith(page, word).waitFor();
}

/** In the page. */
function isInText() {
  const focused = document.activeElement;
  return Boolean(focused?.closest('.editor-instance .monaco-editor')) && !focused.closest('.find-widget');
}

/** How many squiggles of each severity are on the screen. */
export async function squiggles(page) {
  const count = (severity) => page.locator(`.editor-instance .squiggly-${severity}`).count();
  return { error: await count('error'), warning: await count('warning'), info: await count('info') };
}

/** Rests the mouse on a word of the open editor until the hover card says all of what is expected, and puts it away. */
export async function readHover(page, word, expected) {
  let text = '';
  const fits = (part) => (part instanceof RegExp ? part.test(text) : text.includes(part));
  await until(
    `all of ${expected.join(', ')} in the hover over ${word}`,
    async () => {
      const card = await hover(page, word);
      // What takes longer comes later, into the same card.
      const end = Date.now() + 4000;
      do text = (await card.innerText({ timeout: 1000 })).replaceAll('\u00a0', ' ');
      while (!expected.every(fits) && Date.now() < end && (await card.isVisible()));
      if (!expected.every(fits)) await page.keyboard.press('Escape');
      return expected.every(fits);
    },
    () => text,
  );
  await page.keyboard.press('Escape');
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
    return seen(card.filter({ hasText: word.replaceAll('"', '') }));
  });
  return card;
}

/** Shows the hover at the cursor by keys and goes into it, once it holds a text. @returns the card */
export async function enterHover(page, text) {
  const card = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first();
  await until(`the focus in the hover with "${text}"`, async () => {
    // A card that is drawn anew loses the focus, and then no key of the editor is heard.
    if (!(await page.evaluate(isInText))) await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    return (await seen(card.filter({ hasText: text }))) && page.evaluate(isInHover);
  });
  return card;
}

/** In the page. */
export const isInHover = () => Boolean(document.activeElement?.closest('.monaco-hover'));

/** Where a word of a line is on the screen. */
async function wordBox(page, word) {
  const span = lineWith(page, word).locator('span span').filter({ hasText: word }).first();
  return span.boundingBox({ timeout: 3000 });
}

const fixMenu = (page) => page.locator('.context-view > .action-widget');
const fixRows = (page) => fixMenu(page).locator('.monaco-list-row.action');

/** The titles that the light bulb offers at a word. The menu stays open. */
export async function quickFixes(page, word) {
  await goTo(page, word);
  await until(`quick fixes at ${word}`, async () => {
    await page.keyboard.press('Control+.');
    return seen(fixMenu(page));
  });
  return fixRows(page).locator('.title').allInnerTexts();
}

/** Chooses what the light bulb offers at a word. */
export function takeFix(page, word, title) {
  return chooseFix(page, title, () => quickFixes(page, word));
}

/**
 * Chooses a quick fix with the keyboard: the menu does not take a mouse that has not moved. @param open opens the menu; again
 * where something else took the focus, which closes it
 */
export async function chooseFix(page, title, open) {
  const focused = fixMenu(page).locator('.monaco-list-row.focused');
  let offered = [];
  await until(
    `the quick fix ${title} in focus`,
    async () => {
      if (!(await fixMenu(page).isVisible())) await open();
      await focused.waitFor({ timeout: 3000 });
      offered = await fixRows(page).locator('.title').allInnerTexts();
      const [row] = await focused.allInnerTexts();
      if (row?.includes(title)) return true;
      await page.keyboard.press('ArrowDown');
      return undefined;
    },
    () => offered.join('\n'),
  );
  await page.keyboard.press('Enter');
  await fixMenu(page).waitFor({ state: 'hidden' });
}

/** Saves the open file and reads it from the disk, once it holds what is expected there. */
export async function savedText(page, path, expected) {
  await lineWith(page, expected).waitFor();
  await page.keyboard.press('Control+S');
  await until(`${expected} in the saved file`, async () => (await readFile(path, 'utf8')).includes(expected));
  // Before that it may be read half-written.
  await page.locator('.tab.active:not(.dirty)').waitFor();
  return readFile(path, 'utf8');
}

/** Waits for the verdicts on the open package.json: all of them are told, and some are drawn. */
export async function judged(page) {
  await statusOnce(page, /\d+ dependencies: /, /^(?!.*still being looked up)/s);
  await until('a verdict', async () => (await squiggles(page)).warning);
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

/** Unfolds a row of a tree view by the mouse. */
export function unfold(view, text) {
  const row = (isExpanded) =>
    view.locator(`.monaco-list-row[aria-expanded="${isExpanded}"]`).filter({ hasText: text }).first();
  return until(`${text} unfolded`, async () => {
    if (await row(true).isVisible()) return true;
    await row(false).locator('.monaco-tl-twistie').click({ timeout: 3000 });
    return seen(row(true));
  });
}

/** Clicks a row until what it opens is there: one that is drawn anew in this moment is only selected. */
export function openBy(row, there) {
  return until('what a row opens', async () => {
    if (await there.isVisible()) return true;
    await row.click({ timeout: 3000 });
    return seen(there);
  });
}

/** The rows of a tree view of the sidebar that are in sight, as a screen reader reads them. */
export async function treeRows(page, title) {
  const rows = (await openView(page, title)).locator('.monaco-list-row');
  await rows.first().waitFor({ timeout: 3000 });
  return rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? row.textContent));
}

/** Those rows of a tree view that hold a text or fit a pattern, once there are any. */
export async function rowsWith(page, title, text) {
  const fits = (row) => (text instanceof RegExp ? text.test(row) : row.includes(text));
  return (await rowsOnce(page, title, (rows) => rows.some(fits))).filter(fits);
}

/** The rows of a tree view, once they are as they should be. */
export function rowsOnce(page, title, areThere) {
  let rows = [];
  return until(
    `the rows of ${title}: ${areThere}`,
    async () => {
      rows = await treeRows(page, title);
      return areThere(rows) && rows;
    },
    () => rows.join('\n'),
  );
}

/** Folds one view of the sidebar, so that others get its place. */
export async function fold(page, title) {
  const header = (await openView(page, title)).locator('.pane-header');
  // Its title: further right are the buttons of the view.
  await header.locator('.title').click();
  await until(`${title} folded`, async () => (await header.getAttribute('aria-expanded')) === 'false');
}

/** What our extension says in the status bar, once it says all of that. */
export function statusOnce(page, ...expected) {
  const item = page.locator('.statusbar .statusbar-item[id^="ospo-lens.ospo-lens"]').first();
  let label = '';
  return until(
    `${expected.join(', ')} in the status bar`,
    async () => {
      label = (await item.getAttribute('aria-label', { timeout: 3000 })) ?? '';
      return expected.every((pattern) => pattern.test(label)) && label;
    },
    () => label,
  );
}

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
    await row.click({ timeout: 3000 });
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
  // Until its page is loaded, it is hidden; then it may take the focus.
  if (!(await (await frame.frameElement()).isVisible())) return false;
  return frame.locator(selector).first().isVisible();
}
