import { Agent as HttpAgent } from 'node:http';
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import fetch, { FetchError } from 'node-fetch';
import type { Response } from 'node-fetch';
import type { CancelSignal, Gap } from '../core/index';

/** Why there is no answer to a question to a service. */
export type NoAnswer =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failure'; readonly why: Gap['why']; readonly detail: string };

/** What came of a question. Header names are in lower case. */
export type BytesAnswer =
  | { readonly kind: 'ok'; readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> }
  | NoAnswer;

export interface ExchangeOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: CancelSignal | undefined;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly agentFor: ((url: URL) => Agent | undefined) | undefined;
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

const keepAlive = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

/** One GET over node-fetch, redirects followed without handing secrets to another host. Never rejects. */
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
    return isLate ? failed('time-out', 'no answer in time', false) : attempt;
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
    const response = await fetch(url, {
      headers: { ...headers },
      redirect: 'manual',
      size: options.maxBytes,
      agent: options.agentFor?.(url) ?? (url.protocol === 'http:' ? keepAlive.http : keepAlive.https),
      signal,
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return response;
    response.body?.resume();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next === undefined || !/^https?:$/.test(next.protocol)) return 'redirected to no web address';
    if (url.protocol === 'https:' && next.protocol === 'http:') return 'redirected to an unprotected address';
    if (next.host !== url.host) headers = withoutSecrets(headers);
    url = next;
  }
  return 'redirected too often';
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
  if (status >= 500) return { ...failed('unreachable', `HTTP ${status}`, true), ...retryAfter(response) };
  if (status !== 200) return refused(`HTTP ${status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  return { answer: { kind: 'ok', bytes, headers }, reached: true, retry: false };
}

function failed(why: Gap['why'], detail: string, reached: boolean): Attempt {
  return { answer: { kind: 'failure', why, detail }, reached, retry: reached };
}

function refused(detail: string): Attempt {
  return { answer: { kind: 'failure', why: 'bad-answer', detail }, reached: true, retry: false };
}

/** No response came. */
function unreached(error: unknown): Attempt {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return { ...failed('unreachable', code, false), retry: !LASTING_ERRORS.has(code) };
}

/** A response began, and its body could not be read. */
function brokenOff(error: unknown): Attempt {
  if (error instanceof FetchError && error.type === 'max-size') return refused('the answer is too large');
  return { ...refused('the answer ended too early'), retry: true };
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(response: Response): { readonly retryAfterMs?: number } {
  const value = response.headers.get('retry-after') ?? '';
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? {} : { retryAfterMs: Math.max(0, ms) };
}
