// The licenses of what ships inside, with their texts: most of them ask for it.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Not installed with the product, but its data ship in `resources/catalog`. */
const DATA_OF = ['node_modules/module-replacements'];

/**
 * Writes a notice for every package that is bundled (all that the runtime dependencies bring), and for data that ship.
 * Rejects where a package is not installed.
 * @param {string} file
 */
export async function writeNotices(file) {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const shipped = Object.entries(packages)
    .filter(([path, { dev }]) => DATA_OF.includes(path) || (path !== '' && !dev))
    .map(([path]) => path);
  const notices = new Set(await Promise.all(shipped.map(noticeOf)));
  const head = 'OSPO Lens (Apache-2.0) contains the following packages, each under its own license.\n';
  await writeFile(file, [head, ...[...notices].sort()].join(`\n${'='.repeat(100)}\n\n`));
}

async function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const texts = await textsIn(folder);
  const by = typeof author === 'object' ? author.name : author;
  const stated = texts.length > 0 ? texts : [by ? `Copyright ${by}` : '', await standardText(license)];
  return `${name} ${version}: ${license}\n\n${stated.map((text) => text.trim()).join('\n\n')}\n`;
}

async function textsIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name));
  return Promise.all(files.map(({ name }) => readFile(join(folder, name), 'utf8')));
}

/** The text of SPDX, where the package has none. */
async function standardText(license) {
  const file = join('node_modules/spdx-license-list/licenses', `${license}.json`);
  return JSON.parse(await readFile(file, 'utf8')).licenseText;
}
