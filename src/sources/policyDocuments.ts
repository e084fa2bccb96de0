import type { Logger } from '../core/index';
import { t } from '../core/index';
import type { FactStore } from './cache';
import { asRecord, asString, parseJson } from './json';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import type { ConnectionOptions } from './networkOptions';
import type { Http } from './http';

/** A document of the policy on the web, as it was read last. */
export type WebDocument =
  /** `fetched` is the instant at which it was so; `why` says why there is no newer copy. */
  | { readonly kind: 'text'; readonly text: string; readonly fetched: string; readonly why?: string }
  /** A web page: for a browser, not for us. */
  | { readonly kind: 'page' }
  /** `why` is worded so that it follows "could not be read: ". */
  | { readonly kind: 'none'; readonly why: string };

export interface WebDocuments {
  /**
   * The document at an https address, without its `#heading`: the kept copy where it is young enough or nothing newer
   * can be had, else a new one. Never rejects.
   *
   * @param offline only what is kept may be used.
   */
  read(url: string, offline: boolean): Promise<WebDocument>;
}

export interface WebDocumentsOptions {
  readonly store: FactStore;
  /** Opened at the first question. */
  readonly http: () => Promise<Pick<Http, 'getBytes'>>;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

/** A document is text that people write: more than this is a mistake, in bytes. */
const MOST_BYTES = 2_000_000;
/** Whoever reads a policy twice in an hour reads the same one. */
const FRESH_MS = 3_600_000;

/** The documents of policies on the web, kept for offline use in the cache that all windows share. */
export function openWebDocuments(
  cacheFolder: string,
  logger: Logger,
  connection: ConnectionOptions | undefined,
  timeoutMs: number,
): WebDocuments {
  const options = { timeoutMs, ...(connection !== undefined && { connection }) };
  return createWebDocuments({
    store: lazyStore(cacheFolder, logger),
    http: lazy(async () => (await import('./network')).openUserHttp(options)),
    now: () => new Date().toISOString(),
  });
}

export function createWebDocuments({ store, http, now }: WebDocumentsOptions): WebDocuments {
  return {
    read: async (url, offline) => {
      const address = url.replace(/#.*$/s, '');
      const kept = parse(await store.get(keyOf(address)));
      const age = kept === undefined ? Infinity : Date.parse(now()) - Date.parse(kept.fetched);
      if (kept !== undefined && (offline || (age >= 0 && age < FRESH_MS))) return documentOf(kept);
      if (offline)
        return { kind: 'none', why: t('it was not downloaded before, and OSPO Lens works offline') };
      const fetched = await download(address, await http(), now());
      if ('why' in fetched) return kept ? withFailure(kept, fetched.why) : { kind: 'none', why: fetched.why };
      await store.set(keyOf(address), JSON.stringify(fetched));
      return documentOf(fetched);
    },
  };
}

/** What is kept; a web page is kept as such, without its text. */
interface Kept {
  readonly fetched: string;
  readonly text?: string;
}

function keyOf(address: string): string {
  return `policy-document ${address}`;
}

function documentOf({ text, fetched }: Kept): WebDocument {
  return text === undefined ? { kind: 'page' } : { kind: 'text', text, fetched };
}

function withFailure(kept: Kept, why: string): WebDocument {
  const document = documentOf(kept);
  return document.kind === 'text' ? { ...document, why } : document;
}

async function download(
  address: string,
  http: Pick<Http, 'getBytes'>,
  now: string,
): Promise<Kept | { readonly why: string }> {
  const answer = await http.getBytes(address, {
    maxBytes: MOST_BYTES,
    headers: { accept: 'text/markdown, text/plain;q=0.9, text/html;q=0.1' },
  });
  if (answer.kind === 'not-found') return { why: t('there is nothing at this address') };
  if (answer.kind !== 'ok') return { why: answer.kind === 'failure' ? answer.detail : t('cancelled') };
  const text = answer.bytes.toString('utf8');
  return isPage(answer.headers['content-type'] ?? '', text) ? { fetched: now } : { fetched: now, text };
}

/** Anything but text for people to read as it is: a page, an image, an archive. */
function isPage(type: string, text: string): boolean {
  return (
    !/^(text\/(?!html)|application\/octet-stream|$)/i.test(type) ||
    text.includes('\0') ||
    /^\s*<(!doctype|html)/i.test(text)
  );
}

function parse(text: string | undefined): Kept | undefined {
  const entry = asRecord(parseJson(text ?? ''));
  const fetched = asString(entry?.['fetched']);
  const content = asString(entry?.['text']);
  if (fetched === undefined || Number.isNaN(Date.parse(fetched))) return undefined;
  return { fetched, ...(content !== undefined && { text: content }) };
}
