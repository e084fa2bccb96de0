import type { ResolvedPackage } from '../model';
import { NO_DEPENDENCIES } from './fields';
import { readEntries } from './pnpmEntries';
import type { PnpmEntry } from './pnpmEntries';

/** Finds the package that a requirement means: by the name under which it is required, and what stands beside it. */
export type PnpmSearch = (name: string, stated: string) => ResolvedPackage | undefined;

export interface PnpmPackages {
  readonly packages: readonly ResolvedPackage[];
  readonly find: PnpmSearch;
  /** The first key that stands twice. */
  readonly duplicate: string | undefined;
}

/** `/a/1.0.0_peer`, `/a@1.0.0(peer)`, `a@1.0.0`, each with a scope or without. */
const KEY = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/](\d[^(_/]*)/;

/** `a@https://host/archive`: what the address is, stands behind the name. */
const ELSEWHERE = /^((?:@[^/@]+\/)?[^/@]+)@([a-z][a-z+]*:.+)$/;

/**
 * What the sections `packages` and `snapshots` (version 9 alone has it) say together. What a package requires leads to
 * the location of another one, a key of the lockfile.
 */
export function readPackages(packagesSection: string, snapshotsSection: string | undefined): PnpmPackages {
  const stated = readEntries(packagesSection);
  const snapshots = readEntries(snapshotsSection ?? '');
  const packages = snapshots.length === 0 ? stated.map(alone) : together(stated, snapshots);
  const byLocation = new Map(packages.map((each) => [each.location, each]));
  const find = searchIn(byLocation);
  for (const each of packages) lead(each, find);
  return { packages, find, duplicate: duplicateIn(stated) ?? duplicateIn(snapshots) };
}

function duplicateIn(entries: readonly PnpmEntry[]): string | undefined {
  const keys = new Set<string>();
  return entries.find(({ key }) => keys.size === keys.add(key).size)?.key;
}

type Draft = ResolvedPackage & { dependencies: Record<string, string>; uses?: Record<string, string> };

function alone(entry: PnpmEntry): Draft {
  return draftOf(entry, entry);
}

/** A version once for each set of peers, and what no snapshot mentions. */
function together(stated: readonly PnpmEntry[], snapshots: readonly PnpmEntry[]): Draft[] {
  const byKey = new Map(stated.map((entry) => [entry.key, entry]));
  const mentioned = new Set<string>();
  const drafts = snapshots.map((snapshot) => {
    const base = withoutPeers(snapshot.key);
    mentioned.add(base);
    return draftOf(snapshot, byKey.get(base) ?? snapshot);
  });
  return [...drafts, ...stated.filter(({ key }) => !mentioned.has(key)).map(alone)];
}

function withoutPeers(key: string): string {
  const at = key.indexOf('(');
  return at < 0 ? key : key.slice(0, at);
}

function draftOf(found: PnpmEntry, stated: PnpmEntry): Draft {
  const [, name, version] = KEY.exec(found.key) ?? [];
  const [, elsewhere, address] = ELSEWHERE.exec(withoutPeers(found.key)) ?? [];
  return {
    name: stated.name ?? name ?? elsewhere ?? found.key,
    version: stated.version ?? version ?? '',
    location: found.key,
    license: undefined,
    development: stated.development,
    optional: found.optional,
    link: false,
    ...(stated.deprecated !== undefined && { deprecated: stated.deprecated }),
    ...(version === undefined
      ? { resolved: address ?? stated.tarball ?? `other:${found.key}` }
      : stated.tarball !== undefined && { archive: stated.tarball }),
    ...(stated.platform && { platform: true }),
    dependencies: found.dependencies ?? NO_DEPENDENCIES,
    ...(found.optionalDependencies !== undefined && { uses: found.optionalDependencies }),
  };
}

/** Version 9 has keys such as `a@1.0.0`, version 6 `/a@1.0.0`, version 5 `/a/1.0.0`; aliases and addresses are keys. */
function searchIn(byLocation: ReadonlyMap<string, Draft>): PnpmSearch {
  return (name, stated) =>
    byLocation.get(`${name}@${stated}`) ??
    byLocation.get(`/${name}@${stated}`) ??
    byLocation.get(`/${name}/${stated}`) ??
    byLocation.get(stated);
}

/** Puts locations in the place of what stands beside names. */
function lead({ dependencies, uses }: Draft, find: PnpmSearch): void {
  for (const names of [dependencies, uses])
    for (const name in names) {
      const stated = names[name] ?? '';
      names[name] = find(name, stated)?.location ?? stated;
    }
}
