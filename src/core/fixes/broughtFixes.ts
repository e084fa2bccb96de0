import type { Dependency, Finding, Fix, Override, OverrideRoot, WaysOut } from '../model';
import { overrideTitle, versionTitle } from '../present/overrideTitles';
import type { Companions } from './companions';
import { overrideChange } from './override';
import { placeOf, rangeChange, replacement } from './place';
import type { Place } from './place';

/**
 * The changes that end a finding on a package that a dependency brings, in the order to offer them: another version of
 * the dependency, an override of the package, another package in the place of the dependency. All of them want a look,
 * and an install before anything is different.
 */
export function broughtFixes({ via, dependency }: Finding, text: string, companions: Companions): Fix[] {
  const ways = via?.ways;
  const step = via?.path.at(-1);
  if (ways === undefined || step === undefined) return [];
  return changesFor(ways, dependency, text, companions).map((fix) => ({ ...fix, about: step }));
}

function changesFor(ways: WaysOut, dependency: Dependency, text: string, companions: Companions): Fix[] {
  const overrides = ways.overrides.flatMap((override) => overrideFix(override, ways.root, text, companions));
  const { kind } = dependency.specifier;
  const place =
    ways.versions.length + ways.replacements.length === 0 || kind !== 'registry'
      ? undefined
      : placeOf(dependency, text, companions);
  if (place === undefined) return overrides;
  return [
    ...ways.versions.slice(0, 1).map((version) => versionFix(place, version)),
    ...overrides,
    ...ways.replacements.map((choice): Fix => ({ ...replacement(place, choice), preferred: false })),
  ];
}

function versionFix(place: Place, version: string): Fix {
  const title = versionTitle(place.entry.packageName, version);
  return { title, kind: 'use-version', ...rangeChange(place, version), preferred: false };
}

function overrideFix(override: Override, root: OverrideRoot, text: string, companions: Companions): Fix[] {
  const change = overrideChange(override, root, text, companions);
  if (change === undefined) return [];
  const title = overrideTitle(override, { root, place: change.place });
  const kind = 'override';
  const { file, edits } = change;
  if (file === undefined) return [{ title, kind, edits, preferred: false }];
  return [{ title, kind, edits: [], elsewhere: [{ file, edits }], preferred: false }];
}
