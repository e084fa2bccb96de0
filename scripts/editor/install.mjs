// A VS Code server for the browser, from npm, without building a native module. Installed once, then used offline.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './cleanup.mjs';
import { withinLimit } from './limit.mjs';
import { editorsDir } from './paths.mjs';
import { plainEnvironment, runQuietly } from './processes.mjs';

const LIMIT_MS = 600_000;
const windows = process.platform === 'win32';
const RIPGREP = `@vscode/ripgrep-${process.platform}-${process.arch}`;

/**
 * The server of a release, installed when it is not there yet.
 * @returns {Promise<{version: string, folder: string, node: string}>} its folder and the Node to run it with
 */
export async function ensureEditor(release) {
  const folder = join(editorsDir, release.vscode);
  if (!isComplete(folder, release)) await install(folder, release);
  return { version: release.vscode, folder: serverFolder(folder), node: nodeOf(folder, release) };
}

const serverFolder = (folder) => join(folder, 'node_modules', 'code-server');
const innerFolder = (folder) => join(serverFolder(folder), 'lib', 'vscode');
const needsNode = (release) => Number(process.versions.node.split('.')[0]) < release.nodeMajor;
const nodePackageName = () => `node-${windows ? 'win' : process.platform}-${process.arch}`;

function nodeOf(folder, release) {
  if (!needsNode(release)) return process.execPath;
  return join(folder, 'node_modules', nodePackageName(), 'bin', windows ? 'node.exe' : 'node');
}

// A folder of the final name was moved there when finished. Someone may have deleted in it since, or we need more now.
function isComplete(folder, release) {
  const needed = [
    join(innerFolder(folder), 'out', 'server-main.js'),
    join(innerFolder(folder), 'node_modules'),
    nodeOf(folder, release),
  ];
  return needed.every((path) => existsSync(path)) && readFinished(folder) === packagesOf(release).join('\n');
}

const readFinished = (folder) => {
  const file = join(folder, 'finished');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

function packagesOf(release) {
  const packages = [`code-server@${release.codeServer}`];
  if (needsNode(release)) packages.push(`${nodePackageName()}@${release.nodePackage}`);
  if (release.ripgrep) packages.push(`${RIPGREP}@${release.ripgrep}`);
  return packages;
}

async function install(folder, release) {
  console.log(
    `Installing VS Code ${release.vscode} for the browser into .vscode-test (once, under a minute) ...`,
  );
  const staging = `${folder}.partial`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, 'package.json'), '{ "private": true }\n');
  await npm(staging, ['install', ...packagesOf(release)]);
  await npm(innerFolder(staging), ['install', '--omit=dev']);
  if (release.ripgrep) placeRipgrep(staging);
  writeFileSync(join(staging, 'finished'), packagesOf(release).join('\n'));
  rmSync(folder, { recursive: true, force: true });
  renameSync(staging, folder);
}

function placeRipgrep(folder) {
  const from = join(folder, 'node_modules', ...RIPGREP.split('/'), 'bin');
  const to = join(innerFolder(folder), 'node_modules', '@vscode', 'ripgrep', 'bin');
  cpSync(from, to, { recursive: true });
}

async function npm(cwd, args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // Without a network: a word in seconds, not in minutes.
  const soon = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000'];
  const options = { cwd, env: plainEnvironment(), shell: windows };
  try {
    await withinLimit(LIMIT_MS, runQuietly('npm', [...args, ...quiet, ...soon], options));
  } catch (error) {
    throw fail(`VS Code could not be installed from npm. Is the network reachable?\n${error.message}`);
  }
}
