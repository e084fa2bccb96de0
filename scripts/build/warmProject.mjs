// A real project, and some of its packages as they are installed: what real runs need is kept compiled.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { kept, unpacked } from '../../test/bench/cli/workloads.mjs';

const require = createRequire(import.meta.url);
const FILES = ['package.json', 'package-lock.json'];

/** @returns a folder with a package.json, its lockfile, and a node_modules that holds a few of its packages */
export function warmProject() {
  const folder = join(kept, 'warm');
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) copyFileSync(join(unpacked('large'), file), join(folder, file));
  const [manifest, lockfile] = FILES.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  for (const name of Object.keys(manifest.dependencies))
    install(folder, `node_modules/${name}`, lockfile.packages[`node_modules/${name}`]);
  const isBare = ([location, entry]) => location !== '' && !entry.link && entry.license === undefined;
  const [bare] = Object.entries(lockfile.packages).find(isBare) ?? [];
  if (bare !== undefined) {
    install(folder, bare, { version: lockfile.packages[bare].version });
    const { licenseText } = require('spdx-license-list/licenses/MIT.json');
    writeFileSync(join(folder, bare, 'LICENSE'), licenseText);
  }
  return folder;
}

function install(folder, location, { version, license } = {}) {
  const name = location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const repository = { type: 'git', url: `git+https://github.com/example/${name.replace(/^@/, '')}.git` };
  mkdirSync(join(folder, location), { recursive: true });
  const text = JSON.stringify({ name, version, license, repository });
  writeFileSync(join(folder, location, 'package.json'), text);
}
