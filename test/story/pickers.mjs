// What a person does in the pickers that open at the top of the window.
import { pressIn, until } from './waiting.mjs';

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
  const open = async () => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await accept(page, () =>
    typeInto(page, text, ([focused]) => focused?.includes(label), { open, rows: '.focused' }),
  );
  if (isLast) await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Presses Enter in a picker that `fill` has filled; again from there where the picker had lost the focus by then. */
export function accept(page, fill) {
  return until('Enter in a picker', async () => {
    await fill();
    return pressIn(page, 'Enter', '.quick-input-widget');
  });
}

/** Runs a command that asks for more, and waits for its own picker. */
export async function openPicker(page, command, title) {
  await pick(page, ['F1'], `>${command}`, command, false);
  if (title)
    await page
      .locator('.quick-input-widget .quick-input-title')
      .filter({ hasText: title })
      .waitFor({ timeout: 6000 });
}

/**
 * Types into a picker. @param more `amount` of rows, and what it takes to `open` the picker
 * @returns what its rows say, once the first holds `first`, and there are as many as given
 */
export function search(page, text, first, { amount, open } = {}) {
  const areThere = (found) => found[0]?.includes(first) && found.length === (amount ?? found.length);
  return typeInto(page, text, areThere, { open });
}

/**
 * Types into a picker, after opening it where `open` is given: once more where something else took the focus, such as a page
 * that has just been loaded. That closes it. @returns what its rows say, once `areThere`
 */
export function typeInto(page, text, areThere, { open, rows = '' }) {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  const timeout = 6000;
  let isOpen = open === undefined;
  let found = [];
  return until(
    `the row for "${text}" in a picker`,
    async () => {
      if (open && !(isOpen && (await input.isVisible()))) await open();
      isOpen = true;
      await input.waitFor({ timeout });
      if ((await input.inputValue()) !== text) await input.fill(text, { timeout });
      found = await page.locator(`.quick-input-list .monaco-list-row${rows}`).allInnerTexts();
      found = found.map((row) => row.replaceAll('\u00a0', ' '));
      return areThere(found) && found;
    },
    () => found.join('\n'),
  );
}

/** Chooses a color theme by its name. */
export async function chooseTheme(page, name) {
  await pick(page, ['Control+K', 'Control+T'], name, name);
}
