// Bundles the hosts. A dynamic import is a lazy door: it becomes a file of its own that is loaded when it is used.
import { build, context } from 'esbuild';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { addCodeCache } from './build/codeCache.mjs';
import { writeDefaultPolicy } from './build/defaultPolicy.mjs';
import { lazyPackages } from './build/lazyPackages.mjs';
import { unpacked } from '../test/bench/cli/workloads.mjs';

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
    licenseTexts: 'src/sources/licenseTexts.ts',
    network: 'src/sources/network.ts',
    lockfileWorker: 'src/sources/lockfileWorker.ts',
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
  plugins: [lazyPackages, lazyDoors],
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
await writeFile('dist/licenseTexts.json.br', await packedLicenseTexts());
await writeDefaultPolicy('dist/defaultPolicy.json');
for (const one of [options, webviews]) {
  if (watch) await (await context(one)).watch();
  else await build(one);
}
// A real project, so that what is kept is what real projects need.
if (production && !watch) await addCodeCache('dist', 'checkCommand', unpacked('large'));

/** The texts of all SPDX licenses by id: read when a package has nothing but a license file (src/sources/licenseTexts.ts). */
async function packedLicenseTexts() {
  const folder = 'node_modules/spdx-license-list/licenses';
  const names = (await readdir(folder)).sort();
  const entries = names.map(async (name) => {
    const { licenseText } = JSON.parse(await readFile(join(folder, name), 'utf8'));
    return [basename(name, '.json'), licenseText];
  });
  const texts = JSON.stringify(Object.fromEntries(await Promise.all(entries)));
  return promisify(brotliCompress)(texts, {
    params: { [constants.BROTLI_PARAM_QUALITY]: production ? 11 : 4 },
  });
}
