// npm run test:vsix: packs the .vsix, installs it in the browser workbench and lives test/story there, as a person would.
//   npm run test:vsix [-- --current] [-- --grep WORD]
import { fail, main } from './editor/cleanup.mjs';
import { releaseOf } from './editor/releases.mjs';
import { openSession } from './editor/session.mjs';
import { runStories } from './editor/stories.mjs';
import { listShipped, packVsix } from './editor/vsix.mjs';

await main(async (args) => {
  const release = releaseOf(args);
  console.log(`Packing the .vsix and installing it in VS Code ${release.vscode}, browser workbench ...`);
  const vsix = await packVsix();
  await assertShipped();
  const session = await openSession({ release, vsix: [vsix], settings: { 'ospoLens.offline': true } });
  const { passes, failures } = await runStories(session, grepOf(args));
  console.log(`${passes} passed, ${failures} failed`);
  return failures === 0 && passes > 0 ? 0 : 1;
});

/** Nothing but the product ships: no source, no tests, no maps, no dependencies. */
async function assertShipped() {
  const shipped = await listShipped();
  const strangers = shipped.filter((path) =>
    /^(src|test|scripts|node_modules|out|\.)|\.(ts|map|vsix)$/.test(path),
  );
  if (strangers.length > 0) throw fail(`The .vsix holds what should not ship:\n${strangers.join('\n')}`);
}

function grepOf(args) {
  return args.includes('--grep') ? args[args.indexOf('--grep') + 1] : undefined;
}
