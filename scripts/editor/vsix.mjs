// The package that people install.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, root } from './paths.mjs';
import { plainEnvironment, runQuietly } from './processes.mjs';

const dist = join(root, 'dist');
const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');

/**
 * Builds for production and packs what .vscodeignore allows.
 * @returns {Promise<string>} the path of the .vsix
 */
export async function packVsix() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  await runQuietly(process.execPath, ['scripts/build.mjs', '--production'], { cwd: root });
  return packBuilt();
}

/** Packs what is in dist now. */
export async function packBuilt() {
  const path = join(dist, `${manifest.name}-${manifest.version}.vsix`);
  await runVsce(['package', '--no-dependencies', '--out', path]);
  return path;
}

/** @returns {Promise<string[]>} the paths, from the root, that ship */
export async function listShipped() {
  const printed = await runVsce(['ls', '--no-dependencies']);
  return printed.split('\n').filter(Boolean);
}

/** @returns {{name: string, bytes: number}[]} the .vsix and the bundles inside of it */
export function sizes() {
  const names = readdirSync(dist).filter((name) => /\.(vsix|js|br)$/.test(name));
  return names.map((name) => ({ name, bytes: statSync(join(dist, name)).size }));
}

const runVsce = (args) =>
  runQuietly(process.execPath, [vsce, ...args], {
    cwd: root,
    env: plainEnvironment({ NO_UPDATE_NOTIFIER: '1' }),
  });
