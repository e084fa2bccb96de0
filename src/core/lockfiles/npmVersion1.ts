import type { LockedLink, Lockfile, ResolvedPackage } from '../model';
import { isRecord } from '../text';
import { flag, rangesOf, stringOf } from './fields';
import type { Json } from './fields';

/** Reads the tree of lockfile version 1: what is nested in a package sits in that package's node_modules. */
export function readVersion1(dependencies: Json): Pick<Lockfile, 'packages' | 'links'> {
  const packages: ResolvedPackage[] = [];
  const links: LockedLink[] = [];
  const waiting: { readonly folder: string; readonly entries: Json }[] = [
    { folder: '', entries: dependencies },
  ];
  for (let level = waiting.pop(); level !== undefined; level = waiting.pop()) {
    for (const [installedAs, entry] of Object.entries(level.entries)) {
      if (!isRecord(entry)) continue;
      const location = `${level.folder}node_modules/${installedAs}`;
      packages.push(toPackage(location, installedAs, entry));
      const stated = stringOf(entry.version);
      if (isFolder(stated)) links.push({ name: installedAs, folder: stated.slice(5), location });
      if (isRecord(entry.dependencies)) waiting.push({ folder: `${location}/`, entries: entry.dependencies });
    }
  }
  return { packages, ...(links.length > 0 && { links }) };
}

/** `file:` leads to archives, too. */
function isFolder(stated: string): boolean {
  return stated.startsWith('file:') && !/\.(tgz|tar|tar\.gz)$/i.test(stated);
}

function toPackage(location: string, installedAs: string, entry: Json): ResolvedPackage {
  const stated = stringOf(entry.version);
  const isElsewhere = /[:/]/.test(stated) && !/^(?:npm|file):/.test(stated);
  return {
    ...nameAndVersion(installedAs, stated),
    location,
    license: undefined,
    development: flag(entry.dev),
    optional: flag(entry.optional),
    link: stated.startsWith('file:'),
    ...(isElsewhere && {
      resolved: stated,
      mark: stated,
      askedAs: [askedIn(installedAs, stringOf(entry.from)) ?? stated],
    }),
    dependencies: rangesOf(entry.requires),
  };
}

/** `from` is what the manifest said, with the name before it or without; of an archive there is none: it is its address. */
function askedIn(installedAs: string, from: string): string | undefined {
  if (from === '') return undefined;
  return from.startsWith(`${installedAs}@`) ? from.slice(installedAs.length + 1) : from;
}

/** `version` is a version, `npm:name@version` for an alias, or an address, which tells no version. */
function nameAndVersion(installedAs: string, stated: string): { name: string; version: string } {
  const alias = /^npm:(.+)@([^@]+)$/.exec(stated);
  if (alias?.[1] !== undefined && alias[2] !== undefined) return { name: alias[1], version: alias[2] };
  return { name: installedAs, version: /[:/]/.test(stated) ? '' : stated };
}
