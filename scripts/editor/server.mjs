// The VS Code server: started on a free port of this machine alone, with user settings and extensions of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, temporaryFolder } from './cleanup.mjs';
import { keepTail, plainEnvironment, runQuietly, startInGroup } from './processes.mjs';
import { calmSettings } from './settings.mjs';

const START_LIMIT_MS = 60_000;

/**
 * Starts the server of an installed editor; it is stopped at the end.
 * @param editor what `ensureEditor` returned
 * @param options.settings user settings on top of the calm ones
 * @param options.vsix paths of extensions to install first
 * @param options.env variables for the extension host
 * @param options.driver whether the page may load a suite into the extension host
 * @param options.port the port to listen on; any free one when left out
 * @returns {Promise<{address: string, authority: string, tail: () => string, exited: Promise<void>}>}
 */
export async function startServer(editor, options = {}) {
  const data = temporaryFolder('editor');
  writeUserSettings(data, { ...calmSettings, ...options.settings });
  for (const vsix of options.vsix ?? []) await installExtension(editor, data, vsix);
  const { child, closed } = startInGroup(editor.node, serverArguments(data, options), {
    cwd: editor.folder,
    env: serverEnvironment(options.env),
  });
  const tail = keepTail(child);
  const port = await listening(child, closed, tail);
  const authority = `127.0.0.1:${port}`;
  return { address: `http://${authority}`, authority, tail, exited: closed };
}

function writeUserSettings(data, settings) {
  const folder = join(data, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

const installExtension = (editor, data, vsix) =>
  runQuietly(
    editor.node,
    ['lib/vscode/out/server-main.js', '--server-data-dir', data, '--install-extension', vsix],
    { cwd: editor.folder, env: serverEnvironment() },
  );

// The driver lets the address choose what runs in the extension host, and refuses dialogs: for tests of the code alone.
const serverArguments = (data, { port = 0, driver = false }) => [
  'lib/vscode/out/server-main.js',
  ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
  ...['--accept-server-license-terms', '--server-data-dir', data, '--telemetry-level', 'off'],
  '--disable-workspace-trust',
  ...(driver ? ['--enable-smoke-test-driver'] : []),
];

// Variables of an editor that this script may itself run in would change the new one.
function serverEnvironment(extra) {
  const env = Object.entries(plainEnvironment(extra));
  return Object.fromEntries(env.filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

function listening(child, closed, tail) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(fail(`The VS Code server did not start:\n${tail()}`)),
      START_LIMIT_MS,
    );
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port) resolve(clearTimeout(late) ?? port);
    });
    child.once('error', reject);
    void closed.then(() =>
      reject(clearTimeout(late) ?? fail(`The VS Code server ended at once:\n${tail()}`)),
    );
  });
}
