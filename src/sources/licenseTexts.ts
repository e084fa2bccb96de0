import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { matchableLicenseIds } from '../core/index';
import type { LicenseText } from '../core/index';
import { asRecord, asString, parseJson } from './json';

/**
 * The texts of the SPDX license list, as the build packed them (`dist/licenseTexts.json.br`: a Brotli-compressed object
 * from id to text). Empty where the file is missing or damaged: then no license file is matched.
 */
export async function readLicenseTexts(path: string): Promise<readonly LicenseText[]> {
  const packed = await readFile(path).catch(() => undefined);
  const json = packed && (await promisify(brotliDecompress)(packed).catch(() => undefined));
  const texts = asRecord(parseJson(json?.toString('utf8') ?? ''));
  return matchableLicenseIds().flatMap((id) => {
    const text = asString(texts?.[id]);
    return text === undefined ? [] : [{ id, text }];
  });
}
