// The texts of the SPDX license list, packed once, when the program is built.
import { readFile, writeFile } from 'node:fs/promises';
import { evaluate } from './evaluate.mjs';

/** Writes what `openLicenseTexts` reads (src/sources/licenseTexts.ts). @param {number} quality of Brotli, 0 to 11 */
export async function writeLicenseTexts(file, quality) {
  const { matchableLicenseIds } = await evaluate('src/core/licenses/match.ts');
  const { packLicenseTexts } = await evaluate('src/sources/licenseTextsPack.ts');
  const texts = matchableLicenseIds().map(async (id) => {
    const { licenseText } = JSON.parse(
      await readFile(`node_modules/spdx-license-list/licenses/${id}.json`, 'utf8'),
    );
    return { id, text: licenseText };
  });
  await writeFile(file, packLicenseTexts(await Promise.all(texts), quality));
}
