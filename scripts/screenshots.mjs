// npm run screenshots [-- --readme | --walkthrough] [-- --theme dark|light|hc]: the pictures of the README and of the
// walkthrough, taken from the installed .vsix on the sample.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, hoverText, openFile, openSidebar, quickFixes, until } from '../test/story/workbench.mjs';
import { main, scoped } from './editor/cleanup.mjs';
import { root } from './editor/paths.mjs';
import { releaseOf } from './editor/releases.mjs';
import { openSession, WINDOW } from './editor/session.mjs';
import { packVsix } from './editor/vsix.mjs';
import { THEMES, WALKTHROUGH } from './walkthroughPictures.mjs';

const SETTINGS = {
  'ospoLens.offline': true,
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
};

/** What is to be seen on each picture, and how to get there from the open package.json. */
const PICTURES = [
  { name: 'overview', show: showOverview },
  { name: 'sidebar', show: (page) => openSidebar(page, 'OSPO Lens'), part: '.part.sidebar' },
  { name: 'hover', show: showWholeHover },
  { name: 'quick-fix', show: (page) => quickFixes(page, 'moment') },
];
const ROUNDS = [
  { theme: 'Default Dark Modern', pictures: PICTURES, folder: 'screenshots' },
  {
    theme: 'Default Light Modern',
    pictures: [{ name: 'overview-light', show: showOverview }],
    folder: 'screenshots',
  },
];

await main(async (args) => {
  const vsix = await packVsix();
  for (const round of roundsOf(args)) await scoped(() => takeRound(round, releaseOf(args), vsix));
});

function roundsOf(args) {
  const wanted = args.includes('--theme') ? args[args.indexOf('--theme') + 1] : undefined;
  const walkthrough = THEMES.filter(({ suffix }) => wanted === undefined || suffix === wanted).map(
    ({ suffix, theme }) => ({
      theme,
      pictures: WALKTHROUGH.map((picture) => ({ ...picture, name: `${picture.name}-${suffix}` })),
      folder: 'walkthrough',
    }),
  );
  if (args.includes('--walkthrough')) return walkthrough;
  return args.includes('--readme') ? ROUNDS : [...ROUNDS, ...walkthrough];
}

async function takeRound({ theme, pictures, folder }, release, vsix) {
  mkdirSync(join(root, 'media', folder), { recursive: true });
  const settings = { ...SETTINGS, 'workbench.colorTheme': theme };
  const { page } = await openSession({ release, vsix: [vsix], settings });
  await openFile(page, 'package.json');
  await until('squiggles', () => page.locator('.editor-instance .squiggly-warning').count());
  for (const picture of pictures) await take(page, picture, folder);
}

/** The sidebar, and the lines of the manifest that hold most findings. */
async function showOverview(page) {
  await openSidebar(page, 'OSPO Lens');
  await goTo(page, 'ua-parser-js');
  await page.keyboard.press('Home');
}

/** The editor shows a card at 250 pixels of height and scrolls it; a person pulls its edge to see all of it. */
async function showWholeHover(page) {
  await hoverText(page, 'ua-parser-js');
  const { x, y, width } = await page.locator('.monaco-hover:not(.hidden)').first().boundingBox();
  await page.mouse.move(x + width / 2, y, { steps: 5 });
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y - 120, { steps: 5 });
  await page.mouse.up();
}

async function take(page, { name, show, part, clip, after = leave }, folder) {
  await show(page);
  const file = `${name}.png`;
  const seen = part ? page.locator(part) : page;
  const path = join('media', folder, file);
  await seen.screenshot({
    path: join(root, path),
    animations: 'disabled',
    caret: 'hide',
    ...(clip && { clip }),
  });
  console.log(path);
  await after(page);
}

async function leave(page) {
  await page.keyboard.press('Escape');
  await page.mouse.move(WINDOW.width - 10, WINDOW.height / 2);
}
