// The suite in the desktop editor that @vscode/test-electron downloads.
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onPath } from './chromium.mjs';
import { temporaryFolder } from './cleanup.mjs';
import { editorsDir, root } from './paths.mjs';
import { plainEnvironment, startInGroup } from './processes.mjs';
import { calmEnvironment, calmSettings } from './settings.mjs';

const UPDATE_SERVER = 'https://update.code.visualstudio.com';
const PROBE_LIMIT_MS = 4000;

/**
 * The desktop editor of a release, downloaded when it is not there yet.
 * @returns {Promise<{executable: string} | {obstacle: string}>} its executable, or why it cannot be used here
 */
export async function findElectron(release) {
  if (process.platform === 'linux' && !hasDisplay() && !onPath('xvfb-run')) {
    return { obstacle: 'there is no display and no xvfb-run for the desktop editor' };
  }
  if (!isDownloaded(release) && !(await canDownload())) {
    return { obstacle: 'the update server of VS Code cannot be reached' };
  }
  try {
    return { executable: await download(release) };
  } catch (error) {
    return { obstacle: `the desktop editor could not be downloaded (${error.message ?? error})` };
  }
}

const download = (release) =>
  downloadAndUnzipVSCode({ version: release.vscode, cachePath: editorsDir, reporter: new SilentReporter() });

/** Runs the suite; resolves when the editor has ended. */
export async function runInElectron(executable, suite) {
  const [command, args] = onDisplay(executable, launchArguments(suite));
  const { child, closed } = startInGroup(command, args, {
    env: plainEnvironment({ ...calmEnvironment, ...suite.env }),
  });
  createInterface({ input: child.stdout }).on('line', suite.print);
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    void closed.then(resolve);
  });
}

const hasDisplay = () => Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

const onDisplay = (executable, args) =>
  process.platform === 'linux' && !hasDisplay()
    ? [onPath('xvfb-run'), ['--auto-servernum', executable, ...args]]
    : [executable, args];

function isDownloaded(release) {
  if (!existsSync(editorsDir)) return false;
  const folders = readdirSync(editorsDir).filter((name) => /^vscode-[a-z]/.test(name));
  const folder = folders.find((name) => name.endsWith(`-${release.vscode}`));
  return folder !== undefined && existsSync(join(editorsDir, folder, 'is-complete'));
}

async function canDownload() {
  try {
    const limit = AbortSignal.timeout(PROBE_LIMIT_MS);
    const answer = await fetch(`${UPDATE_SERVER}/api/releases/stable`, { method: 'HEAD', signal: limit });
    return answer.ok;
  } catch {
    return false;
  }
}

function launchArguments(suite) {
  const data = temporaryFolder('desktop');
  const user = join(data, 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(
    join(user, 'settings.json'),
    JSON.stringify({ ...calmSettings, ...suite.settings }, undefined, 2),
  );
  return [
    suite.workspace,
    ...[
      '--no-sandbox',
      '--disable-gpu',
      '--disable-gpu-sandbox',
      '--disable-updates',
      '--disable-workspace-trust',
    ],
    ...['--skip-welcome', '--skip-release-notes', `--user-data-dir=${data}`],
    `--extensions-dir=${join(data, 'extensions')}`,
    `--extensionDevelopmentPath=${root}`,
    `--extensionTestsPath=${suite.module}`,
  ];
}
