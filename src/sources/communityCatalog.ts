import { join } from 'node:path';
import { wantsCommunity } from '../core/index';
import type { CommunityCatalog, Policy } from '../core/index';
import { readText } from './disk';
import { asRecord, asString, parseJson } from './json';
import { lazy } from './lazy';

/** The catalog where it is wanted, else `undefined`. */
export type CommunityOf = (policy: Policy, wanted: boolean) => Promise<CommunityCatalog | undefined>;

/**
 * The community's catalog that ships inside. It is read when it is first wanted, which for most people is never.
 *
 * @param resources the folder of what ships inside
 * @returns answers by policy, and by what the user says where the policy says nothing
 */
export function createCommunityCatalog(resources: string): CommunityOf {
  const load = lazy(() => readCatalog(join(resources, 'catalog', 'module-replacements.json')));
  return async (policy, wanted) => (wantsCommunity(policy, wanted) ? load() : undefined);
}

/** Written by `scripts/catalog.ts` and tested as it ships; a file that is damaged or missing suggests nothing. */
async function readCatalog(file: string): Promise<CommunityCatalog | undefined> {
  const text = await readText(file).catch(() => '');
  const read = asRecord(parseJson(text));
  const isWhole = asRecord(read?.['packages']) && asRecord(read?.['entries']) && asString(read?.['name']);
  return isWhole === undefined ? undefined : (read as unknown as CommunityCatalog);
}
