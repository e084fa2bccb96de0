import { brotliCompressSync, constants } from 'node:zlib';
import { mayMatch, readLicenseText } from '../core/index';
import type { LicenseText, ReadLicense } from '../core/index';
import type { LicenseTextIndex } from './licenseTexts';

/** What most packages are under. */
const COMMON: readonly string[] = ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'BSD-2-Clause'];

/** So small that one is read in two milliseconds, so large that it packs well. */
const LETTERS_IN_PART = 300_000;

/**
 * Packs license texts into one file, which `openLicenseTexts` reads. Licenses that the same texts may be stand together, and
 * the common ones with all that may be meant by their texts for themselves: most questions need nothing else.
 * @param quality of Brotli, 0 to 11
 */
export function packLicenseTexts(texts: readonly LicenseText[], quality: number): Buffer {
  const licenses = texts.map(readLicenseText);
  const parts = inParts(licenses).map((part) => {
    const words = part.map(({ id, versions }) => [id, versions.map((version) => version.words.join(' '))]);
    const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
    const packed = brotliCompressSync(JSON.stringify(Object.fromEntries(words)), { params });
    return { ids: part.map(({ id }) => id), packed };
  });
  const index: LicenseTextIndex = {
    sketches: licenses.map(({ id, versions }) => ({
      id,
      versions: versions.map(({ length, telling }) => ({ length, telling })),
    })),
    parts: parts.map(({ ids, packed }) => ({ bytes: packed.length, ids })),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...parts.map(({ packed }) => packed)]);
}

function inParts(licenses: readonly ReadLicense[]): ReadLicense[][] {
  const contents = licenses.filter(({ id }) => COMMON.includes(id)).flatMap(({ versions }) => versions);
  const near = new Set(contents.flatMap((content) => mayMatch(content, licenses)));
  const isNear = ({ id }: ReadLicense): boolean => near.has(id);
  return [licenses.filter(isNear), ...bySize(licenses.filter((license) => !isNear(license)))];
}

function bySize(licenses: readonly ReadLicense[]): ReadLicense[][] {
  const parts: ReadLicense[][] = [];
  let letters = 0;
  for (const license of licenses.toSorted((a, b) => weightOf(a) - weightOf(b))) {
    if (letters === 0) parts.push([]);
    parts.at(-1)?.push(license);
    letters += license.versions.reduce((sum, { length }) => sum + length, 0);
    if (letters > LETTERS_IN_PART) letters = 0;
  }
  return parts;
}

/** What a text must share with a license that it may be. */
function weightOf({ versions: [whole] }: ReadLicense): number {
  return whole?.telling.reduce((sum, count) => sum + count, 0) ?? 0;
}
