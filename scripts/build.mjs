// Bundles the hosts. A dynamic import is a lazy door: it becomes a file of its own that is loaded when it is used.
import { build, context } from 'esbuild';
import { basename } from 'node:path';

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
    extension: 'src/extension/extension.ts',
    cli: 'src/cli/main.ts',
    checkCommand: 'src/cli/checkCommand.ts',
    explainCommand: 'src/cli/explainCommand.ts',
    policyTestCommand: 'src/cli/policyTestCommand.ts',
    network: 'src/sources/network.ts',
    diskCache: 'src/sources/diskCache.ts',
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
  plugins: [lazyDoors],
};

if (watch) await (await context(options)).watch();
else await build(options);
