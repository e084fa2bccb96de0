// npm run screenshots [-- --only NAME,...] [-- --theme dark|light|hc]: the pictures of README, documents and walkthrough, taken
// from the installed .vsix on the sample, one window for each theme.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { goTo, lineText, openFile, until } from '../test/story/workbench.mjs';
import { main, scoped } from './editor/cleanup.mjs';
import { root } from './editor/paths.mjs';
import { releaseOf } from './editor/releases.mjs';
import { openSession } from './editor/session.mjs';
import { packVsix } from './editor/vsix.mjs';
import { fileOf, PICTURES, THEMES } from './pictures/files.mjs';
import { smallPng } from './pictures/png.mjs';
import { SCENES } from './pictures/scenes.mjs';
import { STEPS } from './pictures/walkthrough.mjs';

const SETTINGS = {
  'ospoLens.offline': true,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
};
const SHOWN = { screenshots: SCENES, walkthrough: STEPS };

await main(async (args) => {
  const vsix = await packVsix();
  const wanted = THEMES.filter(({ suffix }) => suffix === (valueOf(args, '--theme') ?? suffix));
  for (const theme of wanted)
    await scoped(() => takeRound(theme, valueOf(args, '--only'), releaseOf(args), vsix));
});

function valueOf(args, option) {
  return args.includes(option) ? args[args.indexOf(option) + 1] : undefined;
}

/** Every picture of a theme; of `only`, the pictures and folders with these names. */
async function takeRound({ suffix, theme }, only, release, vsix) {
  const settings = { ...SETTINGS, 'workbench.colorTheme': theme };
  const { page } = await openSession({ release, vsix: [vsix], settings });
  await openFile(page, 'package.json');
  await goTo(page, '"lodash"');
  await until('verdicts', async () => /MIT · \d/.test(await lineText(page, '"lodash"')));
  for (const [folder, names] of Object.entries(PICTURES))
    for (const name of names.filter((one) => isWanted(only, one, folder)))
      await take(page, SHOWN[folder][name], fileOf(folder, name, suffix));
}

function isWanted(only, ...names) {
  return only === undefined || names.some((name) => only.split(',').includes(name));
}

async function take(page, { show, part, clip, after = leave }, path) {
  await show(page);
  await page.locator('.workbench-hover').first().waitFor({ state: 'hidden' });
  const seen = part ? page.locator(part) : page;
  const area = typeof clip === 'function' ? await clip(page) : clip;
  const png = await seen.screenshot({ animations: 'disabled', caret: 'hide', ...(area && { clip: area }) });
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), smallPng(png));
  console.log(path);
  await after(page);
}

async function leave(page) {
  await page.keyboard.press('Escape');
}
