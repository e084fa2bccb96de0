import { startStandIn } from './server';
import type { Answer, StandIn } from './server';

/** A version as package.json states it; name and version are filled in. */
export type VersionFields = Readonly<Record<string, unknown>>;

export interface RegistryPackage {
  readonly versions: Readonly<Record<string, VersionFields>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly time?: Readonly<Record<string, string>>;
}

export interface NpmStandInOptions {
  /** Whether the abbreviated document is served to those who ask for it, as the public registry does. */
  readonly abbreviates?: boolean;
  /** The header without which every answer is 401. */
  readonly authorization?: string;
}

const ABBREVIATED = 'application/vnd.npm.install-v1+json';
/** What the abbreviated document keeps of a version (docs/responses/package-metadata.md of npm/registry). */
const KEPT = ['name', 'version', 'deprecated', 'dependencies', 'dist', 'engines', 'funding'];

/** The npm registry: full, abbreviated and single-version documents, with deprecation. */
export function startNpmRegistry(
  packages: Readonly<Record<string, RegistryPackage>>,
  { abbreviates = true, authorization }: NpmStandInOptions = {},
): Promise<StandIn> {
  return startStandIn((path, { headers }) => {
    if (authorization !== undefined && headers.authorization !== authorization)
      return { status: 401, json: {} };
    const [name = '', version] = path.slice(1).split('/').map(decodeURIComponent);
    const found = Object.hasOwn(packages, name) ? packages[name] : undefined;
    if (found === undefined) return { status: 404, json: { error: 'Not found' } };
    const tags = { latest: Object.keys(found.versions).at(-1) ?? '', ...found.tags };
    if (version !== undefined) return versionDocument(name, found, tags, version);
    return document(name, found, tags, abbreviates && (headers.accept ?? '').includes(ABBREVIATED));
  });
}

function versionDocument(
  name: string,
  found: RegistryPackage,
  tags: Readonly<Record<string, string>>,
  asked: string,
): Answer {
  const version = tags[asked] ?? asked;
  const fields = found.versions[version];
  if (fields === undefined) return { status: 404, json: `version not found: ${asked}` };
  return { json: { name, version, ...fields } };
}

function document(
  name: string,
  found: RegistryPackage,
  tags: Readonly<Record<string, string>>,
  abbreviated: boolean,
): Answer {
  const versions = Object.entries(found.versions).map(([version, fields]) => {
    const all = Object.entries({ name, version, ...fields });
    return [version, Object.fromEntries(abbreviated ? all.filter(([key]) => KEPT.includes(key)) : all)];
  });
  const shared = { name, 'dist-tags': tags, versions: Object.fromEntries(versions) as unknown };
  if (abbreviated) {
    return {
      json: { ...shared, modified: '2026-11-01T00:00:00.000Z' },
      headers: { 'content-type': ABBREVIATED },
    };
  }
  return { json: { _id: name, ...shared, ...(found.time && { time: found.time }) } };
}
