import { OVERRIDE_BLOCKS, nameIn, statedOverrides, yamlOverrides } from '../manifests/overrides';
import { statedManager } from './packageManager';

/** Where a project states overrides; `perhaps` where it does not say which pnpm reads it. */
export type OverridePlace = 'manifest' | 'manifest-perhaps' | 'settings' | 'settings-perhaps';

/**
 * Where pnpm reads overrides: until version 10 in the field `pnpm` of the root manifest, from 10 on in
 * pnpm-workspace.yaml (pnpm's documentation, "Settings"). Where a place states some already, they stay together.
 *
 * @param settings the text of pnpm-workspace.yaml; `undefined` where it is not there
 * @returns `undefined` where the version that is in use reads neither, or the other place speaks of the package
 */
export function pnpmPlace(
  manifest: string,
  settings: string | undefined,
  name: string,
): OverridePlace | undefined {
  const inManifest = statedOverrides(manifest, OVERRIDE_BLOCKS.pnpm) ?? [];
  const inSettings = (settings === undefined ? [] : yamlOverrides(settings)) ?? [];
  const major = Number(/^pnpm@(\d+)/.exec(statedManager(manifest))?.[1] ?? NaN);
  const place = placeFor(major, inManifest.length > 0, inSettings.length > 0, settings !== undefined);
  const other = place?.startsWith('settings') === true ? inManifest : inSettings;
  return other.some((each) => nameIn(each.name) === name) ? undefined : place;
}

function placeFor(
  major: number,
  inManifest: boolean,
  inSettings: boolean,
  hasSettings: boolean,
): OverridePlace | undefined {
  if (major >= 11) return hasSettings ? 'settings' : undefined;
  if (major <= 9) return 'manifest';
  if (inManifest) return 'manifest';
  if (inSettings) return 'settings';
  const isKnown = !Number.isNaN(major);
  if (hasSettings) return isKnown ? 'settings' : 'settings-perhaps';
  return isKnown ? 'manifest' : 'manifest-perhaps';
}
