// Bundles the suite that runs inside the extension host.
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './cleanup.mjs';
import { root } from './paths.mjs';

const source = join(root, 'test', 'extension');
const outdir = join(root, 'out', 'test', 'extension');

/** @returns {Promise<string>} the module whose `run` the extension host calls */
export async function buildSuite() {
  const files = readdirSync(source, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  if (files.length === 0) throw fail('test/extension holds no *.test.ts: there is nothing to run.');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', ...files].map((name) => join(source, name)),
    outbase: source,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    mainFields: ['module', 'main'],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return join(outdir, 'index.js');
}
