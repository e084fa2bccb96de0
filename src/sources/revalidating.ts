import CachePolicy from 'http-cache-semantics';
import type { FactStore } from './cache';
import type { BatchHttp, HttpAnswer, HttpRequest } from './http';
import { asRecord, parseJson } from './json';
import { phrase } from '../core/index';

/** Larger answers are asked for anew each time: they would crowd the cache out. */
const LARGEST_KEPT = 500_000;

/**
 * The same port, which keeps answers that a service lets keep: within their `max-age` they serve as they are, later the
 * service is asked whether they still hold (`If-None-Match`, `If-Modified-Since`) and answers 304 without a body.
 * Nothing is kept of what was asked with credentials, of posted questions, and of what is `no-store`.
 */
export function revalidating(http: BatchHttp, store: FactStore): BatchHttp {
  return {
    postJson: (url, body, request) => http.postJson(url, body, request),
    getJson: async (url, request = {}) => {
      const { headers = {} } = request;
      if (Object.keys(headers).some((name) => name.toLowerCase() === 'authorization'))
        return http.getJson(url, request);
      const asked = { url, method: 'GET', headers: { ...headers } };
      const key = `answer ${headers['accept'] ?? ''} ${url}`;
      const kept = parseKept(await store.get(key), asked);
      if (kept?.isFresh === true) return { kind: 'ok', json: kept.json, headers: {} };
      const answer = await http.getJson(url, kept ? conditional(request, kept, asked) : request);
      return answer.kind === 'ok' ? keep(answer, asked, kept, (text) => store.set(key, text)) : answer;
    },
  };
}

interface Kept {
  readonly policy: CachePolicy;
  readonly json: unknown;
  /** Serves as it is. */
  readonly isFresh: boolean;
}

function conditional(request: HttpRequest, { policy }: Kept, asked: CachePolicy.Request): HttpRequest {
  const validators = Object.entries(policy.revalidationHeaders(asked)).filter(([name]) =>
    /^if-(?:none-match|modified-since)$/.test(name),
  );
  const entries = validators.map(([name, value]): [string, string] => [name, String(value)]);
  return { ...request, headers: { ...request.headers, ...Object.fromEntries(entries) } };
}

async function keep(
  answer: Extract<HttpAnswer, { kind: 'ok' }>,
  asked: CachePolicy.Request,
  kept: Kept | undefined,
  write: (text: string) => Promise<void>,
): Promise<HttpAnswer> {
  if (answer.notModified === true && kept === undefined)
    return { kind: 'failure', why: 'bad-answer', detail: phrase('HTTP 304 for an answer that nobody has') };
  const isKept = answer.notModified === true && kept !== undefined;
  const response = { status: isKept ? 304 : 200, headers: { ...answer.headers } };
  const policy = isKept
    ? kept.policy.revalidatedPolicy(asked, response).policy
    : new CachePolicy(asked, response, { shared: false });
  const json = isKept ? kept.json : answer.json;
  const text = policy.storable() ? JSON.stringify({ policy: policy.toObject(), json }) : undefined;
  if (text !== undefined && text.length <= LARGEST_KEPT && canServe(answer)) await write(text);
  return { kind: 'ok', json, headers: answer.headers };
}

/** Whether a kept answer can ever save anything. */
function canServe({ headers }: Extract<HttpAnswer, { kind: 'ok' }>): boolean {
  return ['etag', 'last-modified', 'cache-control'].some((name) => headers[name] !== undefined);
}

function parseKept(text: string | undefined, asked: CachePolicy.Request): Kept | undefined {
  const entry = asRecord(parseJson(text ?? ''));
  const policy = asRecord(entry?.['policy']);
  if (entry === undefined || policy === undefined) return undefined;
  try {
    const stated = CachePolicy.fromObject(policy as unknown as CachePolicy.CachePolicyObject);
    const isFresh = stated.satisfiesWithoutRevalidation(asked);
    // The library reads its fields when they are used: what it was not meant for throws here, and not later.
    stated.revalidationHeaders(asked);
    stated.revalidatedPolicy(asked, { status: 304, headers: {} });
    return { policy: stated, json: entry['json'], isFresh };
  } catch {
    // Written by another version of the library, or by somebody else.
    return undefined;
  }
}
