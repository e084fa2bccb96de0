import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactStore } from './cache';
import { asRecord, asString, parseJson } from './json';

/**
 * Reads what the disk cache keeps, and nothing more: for a command that works offline, and shall not load and start
 * what can also write. The layout on disk is cacache's (index-v5 and content-v2, see the package's README); every
 * content is checked against its checksum, and what does not fit counts as absent.
 */
export function keptStore(folder: string): Pick<FactStore, 'get'> {
  let buckets: ReadonlySet<string> | undefined;
  return {
    get: (key) => {
      buckets ??= new Set(namesIn(join(folder, 'index-v5')));
      return Promise.resolve(buckets.size === 0 ? undefined : read(folder, buckets, key));
    },
  };
}

function read(folder: string, buckets: ReadonlySet<string>, key: string): string | undefined {
  const hash = createHash('sha256').update(key).digest('hex');
  if (!buckets.has(hash.slice(0, 2))) return undefined;
  const bucket = textOf(join(folder, 'index-v5', ...split(hash)));
  const integrity =
    bucket === undefined
      ? undefined
      : integrityIn(bucket.toString('utf8'), key, (text) => createHash('sha1').update(text).digest('hex'));
  const [, algorithm = '', digest = ''] = /^(sha\d+)-(\S+)$/.exec(integrity ?? '') ?? [];
  if (digest === '') return undefined;
  const hex = Buffer.from(digest, 'base64').toString('hex');
  const content = textOf(join(folder, 'content-v2', algorithm, ...split(hex)));
  if (content === undefined) return undefined;
  return createHash(algorithm).update(content).digest('base64') === digest
    ? content.toString('utf8')
    : undefined;
}

/** A line is a checksum, a tab and an entry; the last sound one of the key counts, and one without content removes it. */
function integrityIn(bucket: string, key: string, checksumOf: (text: string) => string): string | undefined {
  let integrity: string | undefined;
  for (const line of bucket.split('\n')) {
    const [checksum, text = ''] = line.split('\t');
    if (text === '' || checksumOf(text) !== checksum) continue;
    const entry = asRecord(parseJson(text));
    if (entry?.['key'] === key) integrity = asString(entry['integrity']);
  }
  return integrity;
}

function split(hash: string): [string, string, string] {
  return [hash.slice(0, 2), hash.slice(2, 4), hash.slice(4)];
}

function textOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
