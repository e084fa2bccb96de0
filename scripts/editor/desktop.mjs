// The desktop VS Code of the person at this machine.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from './chromium.mjs';
import { manifest, root, sampleDir } from './paths.mjs';

const windows = process.platform === 'win32';

/**
 * Opens a copy of the sample with the extension under development.
 * @returns {string | undefined} why it could not; nothing when it is open
 */
export function openOnDesktop() {
  const command = onPath(windows ? 'code.cmd' : 'code');
  const obstacle = whyNoDesktop(command);
  if (obstacle) return obstacle;
  const copy = copyThatStays();
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, copy, join(copy, 'package.json')];
  const { status, stderr } = runCode(command, args);
  if (status !== 0) return `\`code\` failed (${stderr.trim().split('\n')[0]})`;
  console.log(`\nOpened a copy of the sample in VS Code: ${copy}`);
  console.log('Edit it freely: the repository stays as it is.');
  return undefined;
}

// The desktop editor lives on after the script, so this copy stays until the system clears its temporary folder.
function copyThatStays() {
  const copy = join(mkdtempSync(join(tmpdir(), 'ospo-lens-sample-')), 'shop');
  cpSync(sampleDir, copy, { recursive: true });
  return copy;
}

function whyNoDesktop(command) {
  if (!command) return 'there is no `code` command here';
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen) return 'there is no display for the desktop editor';
  const version = (runCode(command, ['--version']).stdout ?? '').split('\n')[0];
  return isSupported(version) ? undefined : `\`code\` is version ${version || 'unknown'}, too old`;
}

function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  const [neededMajor, neededMinor] = manifest.engines.vscode.replace('^', '').split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

// A .cmd file needs a shell, and a shell needs quotes.
function runCode(command, args) {
  const quote = (text) => (windows ? `"${text}"` : text);
  return spawnSync(quote(command), args.map(quote), { encoding: 'utf8', shell: windows });
}
