// npm start: builds, prints what OSPO Lens says of the sample, and opens the sample in a real VS Code.
//   npm start [-- --print] [-- --browser] [-- --current] [-- --port NUMBER]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onPath } from './editor/chromium.mjs';
import { fail, main } from './editor/cleanup.mjs';
import { ensureEditor } from './editor/install.mjs';
import { manifest, root, sampleDir } from './editor/paths.mjs';
import { runQuietly, runVisibly } from './editor/processes.mjs';
import { releaseOf } from './editor/releases.mjs';
import { startServer } from './editor/server.mjs';
import { packBuilt } from './editor/vsix.mjs';
import { copyWorkspace } from './editor/workspace.mjs';

await main(async (args) => {
  console.log('Building OSPO Lens ...');
  await runQuietly(process.execPath, ['scripts/build.mjs'], { cwd: root });
  await printFindings();
  if (args.includes('--print')) return 0;
  if (!args.includes('--browser') && desktopCode() && (await openOnDesktop())) return 0;
  return openInBrowser(args);
});

async function printFindings() {
  const sample = relative(root, sampleDir);
  console.log(`\nWhat it says of the sample project (node dist/cli.js check ${sample} --offline):\n`);
  const code = await runVisibly(process.execPath, ['dist/cli.js', 'check', sample, '--offline'], {
    cwd: root,
  });
  // 1 means findings, which the sample is made of.
  if (code > 1) throw fail(`The command line could not check the sample (exit code ${code}).`);
}

/** The `code` command when it is there, new enough, and has a screen to open on. */
function desktopCode() {
  const command = onPath(process.platform === 'win32' ? 'code.cmd' : 'code');
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!command || !screen) return undefined;
  const { stdout } = runCode(command, ['--version']);
  const [major, minor] = (stdout ?? '').split('.').map(Number);
  const [, needed] = manifest.engines.vscode.replace('^', '').split('.').map(Number);
  return major > 1 || (major === 1 && minor >= needed) ? command : undefined;
}

// A .cmd file needs a shell, and a shell needs quotes.
function runCode(command, args) {
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  return spawnSync(shell ? `"${command}"` : command, quoted, { encoding: 'utf8', shell });
}

/** @returns {Promise<boolean>} whether the desktop editor took the request */
async function openOnDesktop() {
  // The desktop editor lives on after this script, so this copy stays until the system clears its temporary folder.
  const copy = join(mkdtempSync(join(tmpdir(), 'ospo-lens-sample-')), 'shop');
  cpSync(sampleDir, copy, { recursive: true });
  const file = join(copy, 'package.json');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, copy, file];
  const { status } = runCode(desktopCode(), args);
  if (status !== 0) return false;
  console.log(`\nOpened a copy of the sample in VS Code: ${copy}`);
  console.log('Edit it freely: the repository stays as it is.');
  return true;
}

async function openInBrowser(args) {
  console.log('\nOpening it in VS Code for the browser: the `code` command (1.100 or newer) was not used.');
  const editor = await ensureEditor(releaseOf(args));
  const workspace = copyWorkspace(sampleDir);
  const server = await startServer(editor, { vsix: [await packBuilt()], port: portOf(args) });
  const address = `${server.address}/?folder=${encodeURI(workspace)}`;
  console.log(`\n  Open ${address} in your browser, then open package.json there.\n`);
  console.log(`VS Code ${editor.version} with OSPO Lens, on a copy of the sample: edit it freely.`);
  console.log('Press Ctrl+C here to stop; the copy is removed then.');
  await server.exited;
  throw fail(`VS Code ended by itself:\n${server.tail()}`);
}

function portOf(args) {
  const port = args.includes('--port') ? Number(args[args.indexOf('--port') + 1]) : 0;
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  throw fail('--port needs a port number, for example --port 8080.');
}
