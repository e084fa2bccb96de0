import type { Agent } from 'node:http';
import fetch, { FetchError } from 'node-fetch';
import type { Response } from 'node-fetch';
import type { CancelSignal, Gap } from '../core/index';
import { phrase, t } from '../core/index';
import { UnsupportedProxyError } from './proxy';

/** Why there is no answer to a question to a service. */
export type NoAnswer =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failure'; readonly why: Gap['why']; readonly detail: string };

/** What came of a question. Header names are in lower case. */
export type BytesAnswer =
  | {
      readonly kind: 'ok';
      readonly bytes: Buffer;
      readonly headers: Readonly<Record<string, string>>;
      /** What the asker has still holds; there are no bytes. Only where it was asked so. */
      readonly notModified?: true;
    }
  | NoAnswer;

export interface ExchangeOptions {
  /** What is posted; a question without it is a GET. */
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: CancelSignal | undefined;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly agentFor: ((url: URL) => Agent | undefined) | undefined;
  /** The question is for the ears of this host alone: no redirect carries it to another one. */
  readonly confined?: boolean;
}

/** One attempt, and whether another one may go better. */
export interface Attempt {
  readonly answer: BytesAnswer;
  /** Whether the host answered at all. */
  readonly reached: boolean;
  readonly retry: boolean;
  readonly retryAfterMs?: number;
}

const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const SECRET_HEADERS = new Set(['authorization', 'cookie']);
/** Another attempt a moment later would fail the same way. */
const LASTING_ERRORS = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
/** The host cannot prove who it is: Node's names for it, of OpenSSL's X509_V_ERR_*. */
const CERTIFICATE_ERROR =
  /CERT|UNABLE_TO_(?:GET|VERIFY|DECODE|DECRYPT)|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^HOSTNAME_MISMATCH$/;
/** The service has no such method; another attempt would find none either. */
const LASTING_STATUSES = new Set([501, 505]);

/**
 * One GET or POST over node-fetch, redirects followed without handing secrets to another host. A body is handed to no
 * other address than the one that it was meant for. Never rejects.
 */
export async function exchange(url: URL, options: ExchangeOptions): Promise<Attempt> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const timer = setTimeout(abort, Math.max(0, options.timeoutMs));
  const cancel = options.signal instanceof AbortSignal ? options.signal : undefined;
  cancel?.addEventListener('abort', abort, { once: true });
  try {
    const response = await follow(url, options, stop.signal).catch(unreached);
    if (typeof response === 'string') return refused(response);
    const attempt = 'answer' in response ? response : await read(response).catch(brokenOff);
    const isLate = stop.signal.aborted && attempt.answer.kind !== 'ok';
    return isLate ? failed('time-out', phrase('no answer in time'), false) : attempt;
  } finally {
    clearTimeout(timer);
    cancel?.removeEventListener('abort', abort);
    stop.abort();
  }
}

/** The final response, or why a redirect was not followed. */
async function follow(start: URL, options: ExchangeOptions, signal: AbortSignal): Promise<Response | string> {
  let url = start;
  let headers = options.headers;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const response = await send(url, headers, options, signal);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return response;
    response.body?.resume();
    if (options.body !== undefined) return phrase('redirected instead of answered');
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next === undefined || !/^https?:$/.test(next.protocol)) return phrase('redirected to no web address');
    if (url.protocol === 'https:' && next.protocol === 'http:')
      return phrase('redirected to an unprotected address');
    if (next.host !== url.host && options.confined === true) return 'redirected to another host';
    if (next.host !== url.host) headers = withoutSecrets(headers);
    url = next;
  }
  return phrase('redirected too often');
}

/**
 * Without an agent of its own a question goes through Node's default one: it keeps connections open, and it is the one
 * that an editor replaces for its own proxy support.
 */
function send(url: URL, headers: ExchangeOptions['headers'], options: ExchangeOptions, signal: AbortSignal) {
  const agent = options.agentFor?.(url);
  return fetch(url, {
    method: options.body === undefined ? 'GET' : 'POST',
    headers: { ...headers },
    redirect: 'manual',
    size: options.maxBytes,
    signal,
    ...(options.body !== undefined && { body: options.body }),
    ...(agent && { agent }),
  });
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name.toLowerCase())),
  );
}

async function read(response: Response): Promise<Attempt> {
  const { status } = response;
  if (status === 404 || status === 410) return { answer: { kind: 'not-found' }, reached: true, retry: false };
  if (status === 429) return { ...failed('rate-limited', 'HTTP 429', true), ...retryAfter(response) };
  if (LASTING_STATUSES.has(status)) return refused(`HTTP ${status}`);
  if (status >= 500) return { ...failed('unreachable', `HTTP ${status}`, true), ...retryAfter(response) };
  if (status === 304) return notModified(response);
  if (status !== 200) return refused(`HTTP ${status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  return { answer: { kind: 'ok', bytes, headers }, reached: true, retry: false };
}

/** The answer to a question with `If-None-Match` or `If-Modified-Since`. */
function notModified(response: Response): Attempt {
  const headers = Object.fromEntries(response.headers);
  const answer = { kind: 'ok', bytes: Buffer.alloc(0), headers, notModified: true } as const;
  return { answer, reached: true, retry: false };
}

function failed(why: Gap['why'], detail: string, reached: boolean): Attempt {
  return { answer: { kind: 'failure', why, detail }, reached, retry: reached };
}

function refused(detail: string): Attempt {
  return { answer: { kind: 'failure', why: 'bad-answer', detail }, reached: true, retry: false };
}

/** No response came. */
function unreached(error: unknown): Attempt {
  if (error instanceof UnsupportedProxyError) return failed('unreachable', unsupportedProxy(error), false);
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  if (CERTIFICATE_ERROR.test(code))
    return failed('unreachable', t('its certificate is not trusted: {0}', code), false);
  return { ...failed('unreachable', code, false), retry: !LASTING_ERRORS.has(code) };
}

function unsupportedProxy({ from, kind }: UnsupportedProxyError): string {
  return kind === ''
    ? t('{0}: no address of a proxy; write http://host:port', from)
    : t('{0}: {1} proxies are not supported; name an http: or https: one', from, kind);
}

/** A response began, and its body could not be read. */
function brokenOff(error: unknown): Attempt {
  if (error instanceof FetchError && error.type === 'max-size')
    return refused(phrase('the answer is too large'));
  return { ...refused(phrase('the answer ended too early')), retry: true };
}

/**
 * Seconds or an HTTP date (RFC 9110, 10.2.3). A date is read against the service's own clock, its `Date` header: ours
 * may be wrong. One that is past says nothing: the usual pause stands.
 */
function retryAfter(response: Response): { readonly retryAfterMs?: number } {
  const value = response.headers.get('retry-after') ?? '';
  if (/^\d+$/.test(value)) return { retryAfterMs: Number(value) * 1000 };
  const there = Date.parse(response.headers.get('date') ?? '');
  const ms = Date.parse(value) - (Number.isNaN(there) ? Date.now() : there);
  return ms > 0 ? { retryAfterMs: ms } : {};
}
