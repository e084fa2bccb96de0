import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ConnectionOptions } from './networkOptions';
import { t } from '../core/index';

export interface PolicyDownload {
  readonly url: string;
  /** The SHA-256 that the content must have, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Where downloads are kept by their hash; without it every reading asks anew. */
  readonly cacheFolder: string | undefined;
  /** Only what is kept may be used. */
  readonly offline: boolean;
  /** How services are reached, where the host was told. */
  readonly connection?: ConnectionOptions | undefined;
}

/** A policy's text, or why there is none, in words that follow "could not be read: ". */
export type Downloaded = { readonly text: string } | { readonly why: string };

/** A policy of an organization is text that people write: more than this is a mistake. */
const MOST_BYTES = 2_000_000;

/**
 * The content of a pinned address. What was kept under the pin is as good as the address itself, so it is used first and
 * for ever: another content has another pin. Content that is not the pinned one is never used. Never rejects.
 */
export async function downloadPolicy(wanted: PolicyDownload): Promise<Downloaded> {
  const kept = wanted.cacheFolder && join(wanted.cacheFolder, 'policies', wanted.sha256);
  const known = kept && (await readFile(kept).catch(() => undefined));
  if (known && sha256(known) === wanted.sha256) return { text: known.toString('utf8') };
  if (wanted.offline) return { why: t('it was not downloaded before, and OSPO Lens works offline') };
  const { connection } = wanted;
  const { openUserHttp } = await import('./network');
  const http = await openUserHttp(connection === undefined ? {} : { connection });
  const answer = await http.getBytes(wanted.url, { maxBytes: MOST_BYTES });
  if (answer.kind === 'not-found') return { why: t('there is nothing at this address') };
  if (answer.kind !== 'ok') return { why: answer.kind === 'failure' ? answer.detail : t('cancelled') };
  const actual = sha256(answer.bytes);
  if (actual !== wanted.sha256)
    return { why: t('its content is not the pinned one: its SHA-256 is {0}', actual) };
  if (kept) await keep(kept, answer.bytes);
  return { text: Buffer.from(answer.bytes).toString('utf8') };
}

/** Whole or not at all, whoever else writes at the same time. A full disk only costs the next download. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await mkdir(join(path, '..'), { recursive: true })
    .then(() => writeFile(draft, bytes))
    .then(() => rename(draft, path))
    .catch(() => undefined);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
