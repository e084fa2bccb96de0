// Real projects: their package.json and lockfiles stand in test/bench/workloads, packed.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { runQuietly } from '../../../scripts/editor/processes.mjs';
import { root } from '../../../scripts/editor/paths.mjs';

const packed = join(root, 'test', 'bench', 'workloads');
const LOCKFILES = ['package-lock.json', 'pnpm-lock.yaml'];

/** What a bench keeps between runs: unpacked work loads and what was installed for the peers. */
export const kept = join(root, '.bench');
export const workloadNames = ['small', 'medium', 'large'];

/**
 * Unpacks a work load.
 * @param {string} name one of `workloadNames`
 * @param {string} lockfile the one lockfile that the project has
 * @returns {string} a folder with package.json and that lockfile, nothing installed
 */
export function unpacked(name, lockfile = 'package-lock.json') {
  const folder = join(kept, name, lockfile.split('.')[0]);
  mkdirSync(folder, { recursive: true });
  // A repository of its own: our policy is not theirs.
  mkdirSync(join(kept, '.git'), { recursive: true });
  copyFileSync(join(packed, name, 'package.json'), join(folder, 'package.json'));
  const text = brotliDecompressSync(readFileSync(join(packed, name, `${lockfile}.br`)));
  writeFileSync(join(folder, lockfile), text);
  return folder;
}

/**
 * Installs a work load from the configured registry, once: gigabytes for the large one.
 * @returns {Promise<string>} a folder with node_modules
 */
export async function installed(name) {
  const folder = join(unpacked(name), '..', 'installed');
  if (existsSync(join(folder, 'done'))) return folder;
  console.log(`Installing the ${name} work load (once) ...`);
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', LOCKFILES[0]]) {
    copyFileSync(join(unpacked(name), file), join(folder, file));
  }
  await npm(['install', '--no-save', '--ignore-scripts', '--legacy-peer-deps'], folder);
  writeFileSync(join(folder, 'done'), '');
  return folder;
}

/** Runs npm quietly in a folder. */
export function npm(args, cwd) {
  return runQuietly('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
}
