// Bundles the hosts. A dynamic import is a lazy door: it becomes a file of its own that is loaded when it is used.
import { build, context } from 'esbuild';
import { chmod, mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { addCodeCache } from './build/codeCache.mjs';
import { writeDefaultPolicy } from './build/defaultPolicy.mjs';
import { editorApi } from './build/editorApi.mjs';
import { lazyPackages } from './build/lazyPackages.mjs';
import { writeLicenseTexts } from './build/licenseTexts.mjs';
import { writeNotices } from './build/notices.mjs';
import { warmProject } from './build/warmProject.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const lazyDoors = {
  name: 'lazy-doors',
  setup(builder) {
    builder.onResolve({ filter: /^\.{1,2}\// }, (args) =>
      args.kind === 'dynamic-import'
        ? { path: `./${basename(args.path).replace(/\.(ts|js)$/, '')}.js`, external: true }
        : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  entryPoints: {
    activate: 'src/extension/activate.ts',
    extension: 'src/extension/extension.ts',
    cli: 'src/cli/main.ts',
    checkCommand: 'src/cli/checkCommand.ts',
    reviewCommand: 'src/cli/reviewCommand.ts',
    explainCommand: 'src/cli/explainCommand.ts',
    sentCommand: 'src/cli/sentCommand.ts',
    policyImportCommand: 'src/cli/policyImportCommand.ts',
    policyTestCommand: 'src/cli/policyTestCommand.ts',
    evidenceCommand: 'src/cli/evidenceCommand.ts',
    cacheCommand: 'src/cli/cacheCommand.ts',
    network: 'src/sources/network.ts',
    lockfileWorker: 'src/sources/lockfileWorker.ts',
    policyWorker: 'src/sources/policyWorker.ts',
    policyDownload: 'src/sources/policyDownload.ts',
    diskCache: 'src/sources/diskCache.ts',
    keptStore: 'src/sources/keptStore.ts',
    gitIgnored: 'src/sources/gitIgnored.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // A lazy door is opened by require(): import() of a CommonJS file would read it twice to find its exports.
  supported: { 'dynamic-import': false },
  external: ['vscode'],
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  plugins: [editorApi, lazyPackages, lazyDoors],
};

/** What runs in webviews, in the browser of the editor. @type {import('esbuild').BuildOptions} */
const webviews = {
  entryPoints: { reportPage: 'src/webview/report/main.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'browser',
  target: 'chrome120',
  format: 'iife',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
};

await mkdir('dist', { recursive: true });
await writeLicenseTexts('dist/licenseTexts.bin', production ? 11 : 4);
await writeDefaultPolicy('dist/defaultPolicy.json');
await writeNotices('dist/notices.txt');
for (const one of [options, webviews]) {
  if (watch) await (await context(one)).watch();
  else await build(one);
}
// The `bin` of package.json: whoever links or installs it runs the file itself.
await chmod('dist/cli.js', 0o755);
if (!watch) await addCodeCache('dist', 'checkCommand', warmProject());
