// The license checkers that people use today, each asked for the whole tree as far as it can do it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kept, npm } from './workloads.mjs';

const ALLOWED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

/**
 * @typedef {object} Peer
 * @property {string} name the npm package
 * @property {string} version pinned, so that ratios can be compared over time
 * @property {string[]} args
 * @property {string} work what it does with them
 * @property {boolean} [lockOnly] needs no node_modules
 */

/** @type {Peer[]} */
export const peers = [
  {
    name: 'license-checker',
    version: '25.0.1',
    args: ['--json'],
    work: 'lists every installed package; no policy, which would stop at the first violation',
  },
  {
    name: 'license-checker-rseidelsohn',
    version: '4.4.2',
    args: ['--json'],
    work: 'the same',
  },
  {
    name: '@onebeyond/license-checker',
    version: '2.2.0',
    args: ['scan', '--allowOnly', ...ALLOWED, '--disableReport'],
    work: 'judges every installed package by an allow list',
  },
  {
    name: 'licensee',
    version: '12.0.2',
    args: ['--errors-only'],
    work: 'judges every installed package by .licensee.json',
  },
  {
    name: 'license-compliance',
    version: '3.0.1',
    args: ['--format', 'json', '--report', 'detailed', '--allow', ALLOWED.join(';')],
    work: 'judges most installed packages by an allow list',
  },
  {
    name: '@cyclonedx/cyclonedx-npm',
    version: '6.0.1',
    args: ['--package-lock-only', '--ignore-npm-errors', '--output-file', '-'],
    work: 'lists the lockfile as CycloneDX; no policy',
    lockOnly: true,
  },
];

/**
 * Installs a peer, once.
 * @param {Peer} peer
 * @returns {Promise<string>} the script that node runs
 */
export async function install({ name, version }) {
  const folder = join(kept, 'peers', `${name.replace('/', '+')}@${version}`);
  const at = join(folder, 'node_modules', name);
  if (!existsSync(join(at, 'package.json'))) {
    console.log(`Installing ${name} ${version} (once) ...`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await npm(
      ['install', '--no-save', '--ignore-scripts', '--legacy-peer-deps', `${name}@${version}`],
      folder,
    );
  }
  const { bin } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  return join(at, typeof bin === 'string' ? bin : Object.values(bin)[0]);
}

/** Gives licensee its policy, which it reads from the project alone. */
export function writeLicenseePolicy(folder) {
  writeFileSync(join(folder, '.licensee.json'), JSON.stringify({ licenses: { spdx: ALLOWED } }));
}
