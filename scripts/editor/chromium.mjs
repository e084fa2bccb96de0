// The browser that shows the workbench.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { fail, onCleanup } from './cleanup.mjs';
import { runQuietly } from './processes.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a headless browser; it is closed at the end. */
export async function launchBrowser() {
  const executablePath = await ensureChromium();
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS, ...signals });
  onCleanup(() => browser.close());
  return browser;
}

/** @returns {Promise<string>} the executable of a browser, installed when there is none and apt may be used */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (!canUseApt()) throw fail(MISSING);
  console.log('Installing Chromium with apt-get (once) ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update', '-qq'], { env });
  await runQuietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  const installed = findChromium();
  if (!installed) throw fail(MISSING);
  return installed;
}

const MISSING =
  'No Chromium, Chrome or Edge was found. Install one (on Debian: sudo apt-get install chromium), ' +
  'or set CHROMIUM_PATH to its executable.';

/** @returns {string | undefined} the executable of a browser of the Chromium family */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw fail(`CHROMIUM_PATH is ${named}, which does not exist.`);
  return named ?? NAMES.map(onPath).find(Boolean) ?? PLACES.find((place) => existsSync(place));
}

/** The full path of a command, looked up as a shell does. */
export function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

const canUseApt = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && Boolean(onPath('apt-get'));
