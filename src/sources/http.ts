import type { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { CancelSignal, Gap } from '../core/index';
import { createHostCircuit } from './circuit';
import type { HostCircuit } from './circuit';
import { exchange } from './exchange';
import type { Attempt, BytesAnswer, NoAnswer } from './exchange';
import { createSharing } from './inFlight';
import { parseJson } from './json';
import { createLimiter } from './limiter';
import { phrase } from '../core/index';

export interface HttpRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: CancelSignal;
  /** The largest body that is read, unpacked, in bytes. */
  readonly maxBytes?: number;
  /** What is asked must not become known to another host, whatever this one says. */
  readonly confined?: boolean;
  /** The longest that the answer may take, retries and waiting included, in milliseconds. */
  readonly timeoutMs?: number;
}

/** What came of a question for JSON. */
export type HttpAnswer =
  | {
      readonly kind: 'ok';
      readonly json: unknown;
      readonly headers: Readonly<Record<string, string>>;
      /** What the asker has still holds, and `json` is nothing. Only where it was asked so. */
      readonly notModified?: true;
    }
  | NoAnswer;

/** The one way out to the network. Never rejects. */
export interface Http {
  getJson(url: string, request?: HttpRequest): Promise<HttpAnswer>;
  /**
   * Posts a question that changes nothing at the service, such as a batch of look-ups: it is asked again where it may
   * have failed by chance, and is never carried to another address by a redirect.
   */
  postJson(url: string, body: unknown, request?: HttpRequest): Promise<HttpAnswer>;
  /** The very bytes, unpacked: for what is checked against a hash. */
  getBytes(url: string, request?: HttpRequest): Promise<BytesAnswer>;
}

/** All that a source of JSON needs. */
export type JsonHttp = Pick<Http, 'getJson'>;

/** What a source needs that asks about many things at once. */
export type BatchHttp = Pick<Http, 'getJson' | 'postJson'>;

export interface HttpOptions {
  readonly userAgent: string;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** Questions under way at once. */
  readonly concurrency?: number;
  /** Further attempts after one that may have failed by chance. */
  readonly retries?: number;
  /** The first pause before a retry, in milliseconds; doubles, with jitter. */
  readonly backOffMs?: number;
  /** How long a host that did not answer twice is left alone, in milliseconds. */
  readonly pauseMs?: number;
  /** Which hosts are left alone, where several share the knowledge; instead of `pauseMs`. */
  readonly circuit?: HostCircuit;
  /** The agent for an address: the place for proxies and certificates. */
  readonly agentFor?: (url: URL) => Agent | undefined;
}

const DEFAULTS = {
  timeoutMs: 15_000,
  maxBytes: 4_000_000,
  concurrency: 8,
  retries: 2,
  backOffMs: 250,
};

/**
 * Asks over node-fetch: with a time budget, a size limit, few at once, retries where they help (429 and 503 with
 * `Retry-After`, other 5xx, broken connections), and no further attempts at a host that does not answer. Equal
 * questions at the same time are one.
 */
export function createHttp(options: HttpOptions): Http {
  const settings = { ...DEFAULTS, ...options };
  const limited = createLimiter(settings.concurrency);
  const circuit = options.circuit ?? createHostCircuit(options.pauseMs);
  const shared = createSharing<BytesAnswer>({ kind: 'cancelled' });

  async function ask(url: URL, request: Question): Promise<BytesAnswer> {
    const deadline = performance.now() + (request.timeoutMs ?? settings.timeoutMs);
    for (let retry = 0; ; retry += 1) {
      if (isAborted(request)) return { kind: 'cancelled' };
      const known = circuit.open(url.host);
      if (known !== undefined) return known;
      const attempt = await exchange(url, {
        body: request.body,
        headers: { ...request.headers, 'user-agent': settings.userAgent },
        signal: request.signal,
        maxBytes: request.maxBytes ?? settings.maxBytes,
        timeoutMs: deadline - performance.now(),
        agentFor: settings.agentFor,
        confined: request.confined === true,
      });
      if (isAborted(request)) return { kind: 'cancelled' };
      const pause = pauseBefore(retry, attempt, deadline - performance.now(), settings);
      if (pause === undefined) {
        circuit.report(url.host, attempt.reached ? undefined : attempt.answer);
        return attempt.answer;
      }
      await sleep(pause, request.signal);
    }
  }

  return portOver(async (url, request) => {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed === undefined) return failure('bad-answer', phrase('not an address'));
    const { headers, maxBytes, timeoutMs, body, signal, confined } = request;
    const question = JSON.stringify([parsed, headers, maxBytes, timeoutMs, body, confined]);
    return shared(question, signal, (all) => limited(() => ask(parsed, { ...request, signal: all })));
  });
}

function portOver(bytes: (url: string, request: Question) => Promise<BytesAnswer>): Http {
  const json = async (url: string, { headers, ...request }: Question): Promise<HttpAnswer> =>
    jsonIn(await bytes(url, { ...request, headers: { accept: 'application/json', ...headers } }));
  return {
    getBytes: (url, request = {}) => bytes(url, request),
    getJson: (url, request = {}) => json(url, request),
    postJson: (url, body, request = {}) => json(url, posted(body, request)),
  };
}

interface Question extends HttpRequest {
  readonly body?: string;
}

function posted(body: unknown, request: HttpRequest): Question {
  const headers = { 'content-type': 'application/json', ...request.headers };
  return { ...request, headers, body: JSON.stringify(body) };
}

/** The pause before the next attempt, or `undefined` when there shall be none. */
function pauseBefore(
  retry: number,
  attempt: Attempt,
  leftMs: number,
  { retries, backOffMs }: Pick<typeof DEFAULTS, 'retries' | 'backOffMs'>,
): number | undefined {
  if (!attempt.retry || retry >= retries) return undefined;
  const jitter = 0.5 + Math.random() / 2;
  const pause = attempt.retryAfterMs ?? backOffMs * 2 ** retry * jitter;
  return pause < leftMs ? pause : undefined;
}

function jsonIn(answer: BytesAnswer): HttpAnswer {
  if (answer.kind !== 'ok') return answer;
  const { bytes, headers } = answer;
  if (answer.notModified === true) return { kind: 'ok', json: undefined, headers, notModified: true };
  if (/\bhtml\b/i.test(headers['content-type'] ?? ''))
    return failure('bad-answer', phrase('a web page instead of JSON'));
  const json = parseJson(bytes.toString('utf8'));
  return json === undefined ? failure('bad-answer', phrase('not JSON')) : { kind: 'ok', json, headers };
}

function failure(why: Gap['why'], detail: string): NoAnswer {
  return { kind: 'failure', why, detail };
}

function isAborted(request: HttpRequest): boolean {
  return request.signal?.aborted === true;
}

/** Waits, but no longer than anybody wants to know. */
function sleep(ms: number, signal: CancelSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      if (signal instanceof AbortSignal) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal instanceof AbortSignal) signal.addEventListener('abort', done, { once: true });
  });
}
