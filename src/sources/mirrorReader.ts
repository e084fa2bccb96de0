import type { CancelSignal, Gap } from '../core/index';
import type { FactStore } from './cache';
import type { Http } from './http';
import { asRecord, asString, parseJson } from './json';
import { parseIndex, sha256, shardOf, shardPath } from './mirrorFormat';
import type { MirrorAddress, MirrorIndex, MirrorPackage, MirrorShard } from './mirrorFormat';
import { parseShard } from './mirrorShard';
import { phrase } from '../core/index';

export interface MirrorReaderOptions {
  readonly address: MirrorAddress;
  /** Absent: only what is kept is read, however old. */
  readonly http: Pick<Http, 'getBytes'> | undefined;
  /** Where files are kept. A shard is kept by its hash, so it is read once for all its days. */
  readonly store: FactStore | undefined;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

/** Why there is no file. */
export interface NoFile {
  readonly why: Gap['why'];
  readonly detail?: string;
}

/** The files that hold some packages. */
export interface OpenedMirror {
  /** The package; `undefined` where the mirror does not have it. */
  readonly packageOf: (name: string) => MirrorPackage | NoFile | undefined;
}

export interface MirrorFilesReader {
  open(names: readonly string[], signal: CancelSignal): Promise<OpenedMirror>;
}

/** How long an index is as good as a new one. */
const MAX_AGE_MS = 3_600_000;
const LARGEST = 64_000_000;

interface OpenIndex {
  readonly index: MirrorIndex;
  /** When it was fetched, in milliseconds since 1970. */
  readonly fetched: number;
}

/** Reads the files of a mirror, each at most once; none is believed whose hash is not the stated one. Never rejects. */
export function createMirrorFiles(options: MirrorReaderOptions): MirrorFilesReader {
  const shards = new Map<string, MirrorShard>();
  let current: OpenIndex | undefined;

  const readIndex = async (signal: CancelSignal, isRefused: boolean): Promise<OpenIndex | NoFile> => {
    const known = current ?? (await keptIndex(options));
    if (known !== undefined && !isRefused && isFresh(known, options)) return (current = known);
    const fetched = await fetchIndex(options, signal);
    if ('why' in fetched) return known ?? fetched;
    return (current = fetched);
  };

  const readShards = async (names: readonly string[], { index }: OpenIndex, signal: CancelSignal) => {
    const digits = [...new Set(names.map((name) => shardOf(name, index.digits)))];
    const read = digits.map(async (each): Promise<[string, MirrorShard | NoFile]> => {
      const hash = Object.hasOwn(index.shards, each) ? index.shards[each] : undefined;
      if (hash === undefined) return [each, {}];
      const shard = shards.get(hash) ?? (await readShard(each, hash, options, signal));
      if (!isNoFile(shard)) shards.set(hash, shard);
      return [each, shard];
    });
    return new Map(await Promise.all(read));
  };

  const open = async (names: readonly string[], signal: CancelSignal): Promise<OpenedMirror> => {
    let index = await readIndex(signal, false);
    if ('why' in index) return { packageOf: always(index) };
    let read = await readShards(names, index, signal);
    if (options.http !== undefined && [...read.values()].some(isNoFile)) {
      // Perhaps the mirror was built anew since its index was read.
      const newer = await readIndex(signal, true);
      if (!('why' in newer) && newer.fetched !== index.fetched) {
        index = newer;
        read = await readShards(names, index, signal);
      }
    }
    return { packageOf: finder(index, read) };
  };
  return { open };
}

function finder({ index }: OpenIndex, read: ReadonlyMap<string, MirrorShard | NoFile>) {
  return (name: string): MirrorPackage | NoFile | undefined => {
    const shard = read.get(shardOf(name, index.digits)) ?? {};
    return isNoFile(shard) ? shard : shard[name];
  };
}

function always(answer: NoFile): () => NoFile {
  return () => answer;
}

/** A package could be called `why`; it would be no text. */
function isNoFile(shard: MirrorShard | NoFile): shard is NoFile {
  return typeof shard['why'] === 'string';
}

/** A pinned index is the same for ever. */
function isFresh({ fetched }: OpenIndex, { now, address, http }: MirrorReaderOptions): boolean {
  const age = Date.parse(now()) - fetched;
  return http === undefined || address.pin !== undefined || (age >= 0 && age < MAX_AGE_MS);
}

async function keptIndex({ store, address }: MirrorReaderOptions): Promise<OpenIndex | undefined> {
  const entry = asRecord(parseJson((await store?.get(indexKey(address))) ?? ''));
  const fetched = Date.parse(asString(entry?.['fetched']) ?? '');
  const index = believedIndex(asString(entry?.['text']) ?? '', address);
  return index === undefined || Number.isNaN(fetched) ? undefined : { index, fetched };
}

async function fetchIndex(options: MirrorReaderOptions, signal: CancelSignal): Promise<OpenIndex | NoFile> {
  const { address, store, now } = options;
  const text = await fetchText(address.url, options, signal);
  if (typeof text !== 'string') return text;
  const index = believedIndex(text, address);
  if (index === undefined && address.pin !== undefined && sha256(text) !== address.pin)
    return { why: 'bad-answer', detail: phrase('its index is not the pinned one') };
  if (index === undefined) return { why: 'bad-answer', detail: phrase('no index of an evidence mirror') };
  const fetched = now();
  await store?.set(indexKey(address), JSON.stringify({ fetched, text }));
  return { index, fetched: Date.parse(fetched) };
}

function believedIndex(text: string, { pin }: MirrorAddress): MirrorIndex | undefined {
  return pin !== undefined && sha256(text) !== pin ? undefined : parseIndex(text);
}

async function readShard(
  digits: string,
  hash: string,
  options: MirrorReaderOptions,
  signal: CancelSignal,
): Promise<MirrorShard | NoFile> {
  const { store, address } = options;
  const key = `mirror shard ${hash}`;
  const known = await store?.get(key);
  const believed = known !== undefined && sha256(known) === hash ? parseShard(known) : undefined;
  if (believed !== undefined) return believed;
  const text = await fetchText(new URL(shardPath(digits, hash), address.url).href, options, signal);
  if (typeof text !== 'string') return text;
  if (sha256(text) !== hash)
    return { why: 'bad-answer', detail: phrase('a file is not the one that its index names') };
  const shard = parseShard(text);
  if (shard === undefined)
    return { why: 'bad-answer', detail: phrase('a file is not of an evidence mirror') };
  await store?.set(key, text);
  return shard;
}

async function fetchText(
  url: string,
  { http }: MirrorReaderOptions,
  signal: CancelSignal,
): Promise<string | NoFile> {
  if (http === undefined) return { why: 'offline' };
  const answer = await http.getBytes(url, { signal, maxBytes: LARGEST });
  switch (answer.kind) {
    case 'ok':
      return Buffer.from(answer.bytes).toString('utf8');
    case 'failure':
      return { why: answer.why, detail: answer.detail };
    case 'cancelled':
      return { why: 'time-out' };
    default:
      // As a gap "not found" would mean that there is nothing to be known.
      return { why: 'bad-answer', detail: phrase('a file is not there') };
  }
}

function indexKey({ url }: MirrorAddress): string {
  return `mirror index ${url}`;
}
