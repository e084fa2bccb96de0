import blueOak from '@blueoak/list/index.json';
import licenses from 'spdx-license-list';
import type { BlueOakTier } from '../model';
import { officialLicenseId } from './ids';
import fsf from './data/fsf-libre.json';

const blueOakTiers = new Map<string, BlueOakTier>(
  blueOak.flatMap(({ name, licenses: rated }) =>
    rated.map(({ id }) => [id, name.toLowerCase() as BlueOakTier]),
  ),
);
const fsfLibre: ReadonlySet<string> = new Set(fsf.ids);

/** The full name of an SPDX license, such as "MIT License"; `undefined` for no SPDX id. */
export function licenseName(id: string): string | undefined {
  const official = officialLicenseId(id);
  return official === undefined ? undefined : (licenses[official]?.name ?? official);
}

/** SPDX' page with the text of a license; `undefined` for no SPDX id. */
export function licenseUrl(id: string): string | undefined {
  const official = officialLicenseId(id);
  return official === undefined ? undefined : `https://spdx.org/licenses/${official}.html`;
}

/** Whether the Open Source Initiative has approved the license, as SPDX' list says. */
export function isOsiApproved(id: string): boolean {
  return licenses[officialLicenseId(id) ?? '']?.osiApproved ?? false;
}

/** Whether the Free Software Foundation calls the license free, as SPDX' list says (see data/fsf-libre.json). */
export function isFsfLibre(id: string): boolean {
  return fsfLibre.has(officialLicenseId(id) ?? '');
}

/** Blue Oak Council's rating of a permissive license; `undefined` where it has none. */
export function blueOakTierOf(id: string): BlueOakTier | undefined {
  return blueOakTiers.get(officialLicenseId(id) ?? '');
}
