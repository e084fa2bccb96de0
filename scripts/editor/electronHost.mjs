// The suite in the desktop editor that @vscode/test-electron downloads.
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onPath } from './chromium.mjs';
import { temporaryFolder } from './cleanup.mjs';
import { editorsDir, root } from './paths.mjs';
import { plainEnvironment, startInGroup } from './processes.mjs';
import { calmSettings } from './settings.mjs';

const UPDATE_SERVER = 'https://update.code.visualstudio.com';
const PROBE_LIMIT_MS = 4000;

/** @returns {Promise<string | undefined>} why the desktop editor cannot be used here; nothing when it can */
export async function whyNoElectron(release) {
  if (process.platform === 'linux' && !hasDisplay() && !onPath('xvfb-run')) {
    return 'there is no display and no xvfb-run for the desktop editor';
  }
  if (isDownloaded(release)) return undefined;
  return (await canDownload()) ? undefined : 'the update server of VS Code cannot be reached';
}

/** Runs the suite; resolves when the editor has ended. */
export async function runInElectron(release, suite) {
  const executable = await downloadAndUnzipVSCode({
    version: release.vscode,
    cachePath: editorsDir,
    reporter: new SilentReporter(),
  });
  const [command, args] = onDisplay(executable, launchArguments(suite));
  const { child, closed } = startInGroup(command, args, {
    env: plainEnvironment(suite.env),
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
  return folders.some((name) => name.endsWith(`-${release.vscode}`));
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
