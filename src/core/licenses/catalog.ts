import blueOak from '@blueoak/list/index.json';
import licenses from 'spdx-license-list';
import type { BlueOakTier } from '../model';
import { once } from '../once';
import fsf from './data/fsf-libre.json';
import newerIds from './data/newer-ids.json';
import { officialLicenseId } from './ids';

interface Entry {
  readonly name: string;
  readonly osiApproved: boolean;
}

const newer = once(() => new Map<string, Entry>(newerIds.licenses.map((entry) => [entry.id, entry])));
const fsfLibre = once((): ReadonlySet<string> => new Set(fsf.ids));
const blueOakTiers = once(
  () =>
    new Map<string, BlueOakTier>(
      blueOak.flatMap(({ name, licenses: rated }) =>
        rated.map(({ id }): [string, BlueOakTier] => [id, name.toLowerCase() as BlueOakTier]),
      ),
    ),
);

/** SPDX' page with the text of a license; `undefined` for no SPDX id. */
export function licenseUrl(id: string): string | undefined {
  const official = officialLicenseId(id);
  return official === undefined ? undefined : `https://spdx.org/licenses/${official}.html`;
}

/** Whether the Open Source Initiative has approved the license, as SPDX' list says. */
export function isOsiApproved(id: string): boolean {
  return entryOf(id)?.osiApproved ?? false;
}

/** Whether the Free Software Foundation calls the license free, as SPDX' list says (data/fsf-libre.json). */
export function isFsfLibre(id: string): boolean {
  return fsfLibre().has(officialLicenseId(id) ?? '');
}

/** Blue Oak Council's rating of a permissive license; `undefined` where it has none. */
export function blueOakTierOf(id: string): BlueOakTier | undefined {
  return blueOakTiers().get(officialLicenseId(id) ?? '');
}

function entryOf(id: string): Entry | undefined {
  const official = officialLicenseId(id) ?? '';
  return licenses[official] ?? newer().get(official);
}
