// node_modules as it is on disk, read without any code of the product.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} OnDisk
 * @property {string} id name@version
 * @property {Set<string>} licenses as stated by its package.json files; '' for none
 * @property {Set<string>} optional names that it may do without: optional dependencies, and all peers
 * @property {boolean} bundled all its copies came within the archive of another package
 */

/**
 * All packages that are installed below a folder, in any layout. Links are not followed: what they lead to is met where
 * it stands.
 * @returns {Map<string, OnDisk>} by name@version
 */
export function packagesOnDisk(folder) {
  const found = new Map();
  enterModules(join(folder, 'node_modules'), found, new Set());
  return found;
}

function enterModules(modules, found, bundledHere) {
  for (const entry of foldersIn(modules)) {
    if (entry.startsWith('@'))
      for (const name of foldersIn(join(modules, entry)))
        enterPackage(join(modules, entry, name), `${entry}/${name}`, found, bundledHere);
    else if (entry === '.pnpm' || entry === '.bun') enterStore(join(modules, entry), found);
    else if (!entry.startsWith('.')) enterPackage(join(modules, entry), entry, found, bundledHere);
  }
}

function enterStore(store, found) {
  for (const entry of foldersIn(store)) enterModules(join(store, entry, 'node_modules'), found, new Set());
}

function enterPackage(folder, installedAs, found, bundledHere) {
  const manifest = readManifest(folder);
  if (manifest?.name === undefined || manifest.version === undefined) return;
  const isBundled = bundledHere === ALL || bundledHere.has(installedAs);
  add(found, manifest, isBundled);
  const bundles = manifest.bundleDependencies ?? manifest.bundledDependencies ?? [];
  const below = bundles === true || isBundled ? ALL : bundles.length > 0 ? ALL : new Set();
  enterModules(join(folder, 'node_modules'), found, below);
}

/** What a package bundles brings its own dependencies along. */
const ALL = { has: () => true };

function add(found, manifest, bundled) {
  const id = `${manifest.name}@${manifest.version}`;
  const known = found.get(id) ?? { id, licenses: new Set(), optional: new Set(), bundled: true };
  known.licenses.add(licenseOf(manifest));
  known.bundled &&= bundled;
  for (const names of [manifest.optionalDependencies, manifest.peerDependencies])
    for (const name of Object.keys(names ?? {})) known.optional.add(name);
  found.set(id, known);
}

/** A license field of any form that was ever documented, in one line: a text, an object with a type, a list of either. */
export function licenseOf({ license, licenses }) {
  const stated = license || licenses;
  if (stated === undefined || stated === null || stated === '') return '';
  const text = typeof stated.type === 'string' ? stated.type : stated;
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').trim() : JSON.stringify(text);
}

function readManifest(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function foldersIn(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
