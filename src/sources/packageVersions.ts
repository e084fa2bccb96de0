import { isPackageName, licenseField, phrase } from '../core/index';
import type { CancelSignal, Privacy, Published, PublishedVersion } from '../core/index';
import { asRecord, asString } from './json';
import type { Json } from './json';
import type { JsonHttp } from './http';
import { lazy } from './lazy';
import type { NetworkOptions } from './networkOptions';
import { authorizationFor } from './npmAuth';
import type { NpmConfig } from './npmConfig';
import { recordIn } from './npmDocument';
import { escapeName } from './npmResolve';
import { isDeprecated } from './npmVersions';

/**
 * What a package's registry says of all its versions, asked when somebody wants to know. `undefined` where nobody may be
 * asked, or nothing was answered. Never rejects.
 */
export type ReadVersions = (
  name: string,
  privacy: Privacy | undefined,
  signal: CancelSignal,
) => Promise<Published | undefined>;

export interface VersionsOptions {
  readonly http: () => Promise<JsonHttp>;
  readonly npm: NpmConfig;
  /** No public service is asked, and not the public registry. */
  readonly mirrorOnly: boolean;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

const LARGEST_PACKUMENT = 64_000_000;

/** By the settings of a project; the same registries are asked as about a dependency, with the same care for names. */
export function versionsOf(options: NetworkOptions): ReadVersions {
  const { npm, now, mirror } = options;
  const http = lazy(async () => (await import('./network')).openHttp(options));
  return createVersions({ http, npm, now, mirrorOnly: mirror?.only === true });
}

/** @see docs/responses/package-metadata.md of npm/registry */
export function createVersions({ http, npm, now, mirrorOnly }: VersionsOptions): ReadVersions {
  return async (name, privacy, signal) => {
    const registry = npm.askableRegistryOf(name);
    if (registry === undefined || !isPackageName(name) || !mayAsk(privacy)) return undefined;
    if (mirrorOnly && registry === npm.publicRegistry) return undefined;
    const secrets = authorizationFor(registry, npm);
    const answer = await (
      await http()
    ).getJson(`${registry}${escapeName(name)}`, {
      headers: { ...secrets, accept: 'application/json' },
      maxBytes: LARGEST_PACKUMENT,
      confined: privacy !== undefined,
      signal,
    });
    const versions = asRecord(recordIn(answer)?.['versions']);
    if (versions === undefined) return undefined;
    return {
      versions: Object.entries(versions).map(([version, entry]) => versionIn(version, asRecord(entry) ?? {})),
      from: phrase('npm registry'),
      date: now(),
    };
  };
}

/** The rule of `gather`: a private name may be told to the registry that it comes from, and to nobody else. */
function mayAsk(privacy: Privacy | undefined): boolean {
  return privacy === undefined || ('registry' in privacy && privacy.registry !== undefined);
}

function versionIn(version: string, entry: Json): PublishedVersion {
  const peers = asRecord(entry['peerDependencies']) ?? {};
  const meta = asRecord(entry['peerDependenciesMeta']) ?? {};
  const needed = Object.entries(peers).filter(([name]) => asRecord(meta[name])?.['optional'] !== true);
  return {
    version,
    license: licenseField(entry),
    deprecated: isDeprecated(entry),
    requires: {
      ...ranges(Object.fromEntries(needed)),
      ...ranges(entry['optionalDependencies']),
      ...ranges(entry['dependencies']),
    },
  };
}

function ranges(block: unknown): Record<string, string> {
  const entries = Object.entries(asRecord(block) ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, range]) => {
      const text = asString(range);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}
