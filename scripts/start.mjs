// npm start: builds, prints what OSPO Lens says of the sample, and opens the sample in a real VS Code.
//   npm start [-- --print] [-- --browser] [-- --current] [-- --port NUMBER]
import { relative } from 'node:path';
import { fail, main } from './editor/cleanup.mjs';
import { openOnDesktop } from './editor/desktop.mjs';
import { ensureEditor } from './editor/install.mjs';
import { root, sampleDir } from './editor/paths.mjs';
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
  const obstacle = args.includes('--browser') ? 'as asked by --browser' : openOnDesktop();
  return obstacle ? openInBrowser(args, obstacle) : 0;
}, 0);

async function printFindings() {
  const sample = relative(root, sampleDir);
  console.log(`\nWhat it says of the sample project (node dist/cli.js check ${sample} --offline):\n`);
  const code = await runVisibly(process.execPath, ['dist/cli.js', 'check', sample, '--offline'], {
    cwd: root,
  });
  // 1 means findings, which the sample is made of.
  if (code > 1) throw fail(`The command line could not check the sample (exit code ${code}).`);
}

async function openInBrowser(args, why) {
  console.log(`\nOpening the sample in VS Code for the browser: ${why}.`);
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
