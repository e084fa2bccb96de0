import { createHash } from 'node:crypto';
import type { Fact, FactKind, Gap, LicenseRun } from '../core/index';
import type { EvidencePatch } from '../core/index';
import { asRecord, asString, parseJson } from './json';

/**
 * The files of an evidence mirror: `index.json` and shards of packages by the first hexadecimal digits of their name's
 * hash. Both are read by whoever knows this format, from any web server.
 */
export const MIRROR_FORMAT = 'ospo-lens-evidence-mirror/1';

/** What the mirror tells. */
export const MIRROR_FACTS = [
  'version',
  'license',
  'repository',
  'scorecard',
  'deprecation',
  'advisories',
] as const satisfies readonly FactKind[];

/** The most digits of a name's hash that tell its shard. */
export const MOST_DIGITS = 3;

export interface MirrorIndex {
  /** The instant of building, ISO 8601. */
  readonly built: string;
  readonly packages: number;
  readonly versions: number;
  /** How many digits of a name's hash tell its shard. */
  readonly digits: number;
  /** The SHA-256 of each shard's file, by digits; no entry: no package has such a hash. */
  readonly shards: Readonly<Record<string, string>>;
}

export interface MirrorPackage {
  /** What each range resolved to; `null`: the registry had no version for it. */
  readonly ranges: Readonly<Record<string, Fact<string> | null>>;
  readonly versions: Readonly<Record<string, MirrorVersion>>;
  readonly licenseRuns?: Fact<readonly LicenseRun[]>;
  readonly lastRelease?: Fact<string>;
}

export interface MirrorVersion {
  readonly facts: Omit<EvidencePatch, 'gaps'>;
  /** What the services answered not to know, and why: they need not be asked again. */
  readonly nothing: Readonly<Partial<Record<FactKind, Gap['why']>>>;
}

export type MirrorShard = Readonly<Record<string, MirrorPackage>>;

/** SHA-256 in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The digits of the shard that holds a package. */
export function shardOf(packageName: string, digits: number): string {
  return sha256(packageName).slice(0, digits);
}

/** The way from the index to a shard. The hash in it lets servers and caches keep the file for ever. */
export function shardPath(digits: string, hash: string): string {
  return `packages/${digits}-${hash.slice(0, 16)}.json`;
}

export function printIndex(index: MirrorIndex): string {
  return `${JSON.stringify({ format: MIRROR_FORMAT, ...index }, undefined, 1)}\n`;
}

/** The index, or `undefined` where the text is none. */
export function parseIndex(text: string): MirrorIndex | undefined {
  const record = asRecord(parseJson(text));
  const built = asString(record?.['built']);
  const { packages = 0, versions = 0, digits } = record ?? {};
  const shards = Object.entries(asRecord(record?.['shards']) ?? {});
  if (record?.['format'] !== MIRROR_FORMAT || built === undefined) return undefined;
  if (digits !== 1 && digits !== 2 && digits !== 3) return undefined;
  const hashes = shards.filter((entry): entry is [string, string] => isSha256(entry[1]));
  return {
    built,
    packages: Number(packages),
    versions: Number(versions),
    digits,
    shards: Object.fromEntries(hashes),
  };
}

function isSha256(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

export function printShard(shard: MirrorShard): string {
  return JSON.stringify({ format: MIRROR_FORMAT, packages: shard });
}

/** An address of an index with its optional pin: `https://…/index.json#sha256-…`. */
export interface MirrorAddress {
  readonly url: string;
  /** The hash that the index must have, in lower-case hexadecimal. */
  readonly pin?: string;
}

/** Reads an address; `undefined` where it is no web address or its pin is none. A folder's address means its index. */
export function parseMirrorAddress(text: string): MirrorAddress | undefined {
  const [address = '', pin, ...rest] = text.trim().split('#');
  if (rest.length > 0 || !URL.canParse(address) || !/^https?:/i.test(address)) return undefined;
  const url = address.endsWith('.json') ? address : `${address.replace(/\/+$/, '')}/index.json`;
  if (pin === undefined) return { url };
  const hash = pin.toLowerCase().replace(/^sha256-/, '');
  return /^sha256-/i.test(pin) && isSha256(hash) ? { url, pin: hash } : undefined;
}
