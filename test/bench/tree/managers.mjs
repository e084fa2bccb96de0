// Work loads installed by other package managers, each of a pinned version and kept in .bench: nothing is installed globally.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../../../scripts/editor/processes.mjs';
import { installed, kept, npm, unpacked } from '../cli/workloads.mjs';

/**
 * @typedef {object} Manager
 * @property {string} name
 * @property {string} [package] what npm installs it from
 * @property {string} [program] its program below node_modules
 * @property {boolean} [native] the program is no script
 * @property {string} [lockfile] the work load's own lockfile, which it must keep
 * @property {string[]} args
 * @property {() => Promise<Record<string, string>>} [environment]
 * @property {Record<string, string>} [files] settings of the project
 * @property {boolean} [pinned] has no lockfile of the work load: gets the versions of npm's, where there is one of a name
 */

const registry = async () => (await npm(['config', 'get', 'registry'], kept)).trim();

/** @type {Manager[]} */
const managers = [
  {
    name: 'pnpm',
    package: 'pnpm@10.34.8',
    program: 'pnpm/bin/pnpm.cjs',
    lockfile: 'pnpm-lock.yaml',
    args: ['install', '--frozen-lockfile', '--ignore-scripts', '--store-dir', join(kept, 'pnpm-store')],
  },
  {
    name: 'pnpm hoisted',
    package: 'pnpm@10.34.8',
    program: 'pnpm/bin/pnpm.cjs',
    lockfile: 'pnpm-lock.yaml',
    files: { '.npmrc': 'node-linker=hoisted\n' },
    args: ['install', '--frozen-lockfile', '--ignore-scripts', '--store-dir', join(kept, 'pnpm-store')],
  },
  {
    name: 'yarn classic',
    pinned: true,
    package: 'yarn@1.22.22',
    program: 'yarn/bin/yarn.js',
    args: ['install', '--ignore-scripts', '--ignore-engines', '--cache-folder', join(kept, 'yarn-cache')],
    environment: async () => ({ npm_config_registry: await registry() }),
  },
  {
    name: 'yarn berry',
    pinned: true,
    package: '@yarnpkg/cli-dist@4.18.1',
    program: '@yarnpkg/cli-dist/bin/yarn.js',
    files: { '.yarnrc.yml': 'nodeLinker: node-modules\nenableScripts: false\nenableTelemetry: false\n' },
    args: ['install'],
    environment: async () => ({
      YARN_NPM_REGISTRY_SERVER: (await registry()).replace(/\/$/, ''),
      YARN_UNSAFE_HTTP_WHITELIST: new URL(await registry()).hostname,
      YARN_GLOBAL_FOLDER: join(kept, 'berry'),
      YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    }),
  },
  {
    name: 'bun',
    pinned: true,
    package: `@oven/bun-${process.platform}-${process.arch}@1.4.5`,
    program: `@oven/bun-${process.platform}-${process.arch}/bin/bun`,
    native: true,
    args: ['install', '--ignore-scripts', '--save-text-lockfile', '--linker', 'hoisted'],
    environment: async () => ({ BUN_INSTALL_CACHE_DIR: join(kept, 'bun-cache') }),
  },
  {
    name: 'bun isolated',
    pinned: true,
    package: `@oven/bun-${process.platform}-${process.arch}@1.4.5`,
    program: `@oven/bun-${process.platform}-${process.arch}/bin/bun`,
    native: true,
    args: ['install', '--ignore-scripts', '--save-text-lockfile', '--linker', 'isolated'],
    environment: async () => ({ BUN_INSTALL_CACHE_DIR: join(kept, 'bun-cache') }),
  },
];

export const managerNames = ['npm', ...managers.map(({ name }) => name)];

/**
 * Installs a work load by a manager, once.
 * @returns {Promise<string>} a folder with package.json, the lockfile and node_modules
 */
export async function installedBy(name, workload) {
  if (name === 'npm') return installed(workload);
  const manager = managers.find((each) => each.name === name);
  const folder = join(kept, workload, name.replace(' ', '-'));
  if (existsSync(join(folder, 'done'))) return folder;
  console.log(`Installing the ${workload} work load by ${name} (once) ...`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), manifestFor(manager, unpacked(workload)));
  if (manager.lockfile !== undefined)
    copyFileSync(
      join(unpacked(workload, manager.lockfile), manager.lockfile),
      join(folder, manager.lockfile),
    );
  // An empty lockfile ends the search for the project's root.
  if (name === 'yarn berry') writeFileSync(join(folder, 'yarn.lock'), '');
  for (const [file, text] of Object.entries(manager.files ?? {})) writeFileSync(join(folder, file), text);
  await run(manager, folder);
  writeFileSync(join(folder, 'done'), '');
  return folder;
}

function manifestFor({ pinned }, from) {
  const manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  return JSON.stringify(pinned ? { ...manifest, resolutions: pins(from) } : manifest, undefined, 2);
}

/** A mirror may lack some builds that the newest version names: npm leaves them out, Yarn and bun end with an error. */
const COMPLETE = { 'unrs-resolver': '1.11.1' };

/** Names of which the lockfile has one version alone, and not for some platforms; those that package.json names itself stay as they are. */
function pins(from) {
  const { packages } = JSON.parse(readFileSync(join(from, 'package-lock.json'), 'utf8'));
  const { dependencies, devDependencies } = packages[''];
  const versions = new Map();
  for (const [location, { name, version, optional }] of Object.entries(packages)) {
    const installedAs = location.split('node_modules/').at(-1);
    if (
      location === '' ||
      name !== undefined ||
      optional === true ||
      installedAs in { ...dependencies, ...devDependencies }
    )
      continue;
    versions.set(installedAs, [...new Set([...(versions.get(installedAs) ?? []), version])]);
  }
  const single = [...versions].filter(([, all]) => all.length === 1);
  return { ...Object.fromEntries(single.map(([name, [version]]) => [name, version])), ...COMPLETE };
}

async function run(manager, cwd) {
  const program = await programOf(manager);
  const env = { ...process.env, CI: '1', ...(await manager.environment?.()) };
  const [command, ...first] = manager.native ? [program] : [process.execPath, program];
  await runQuietly(command, [...first, ...manager.args], { cwd, env });
}

async function programOf({ package: spec, program }) {
  const folder = join(kept, 'managers', spec.replace('/', '+'));
  const at = join(folder, 'node_modules', program);
  if (existsSync(at)) return at;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  await npm(['install', '--no-save', '--ignore-scripts', spec], folder);
  return at;
}
