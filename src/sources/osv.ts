import type { Advisory, EvidencePatch, EvidenceRequest, EvidenceSource, Gap } from '../core/index';
import type { NoAnswer } from './exchange';
import type { BatchHttp, HttpRequest } from './http';
import { asArray, asRecord, asString, recordsIn } from './json';
import type { Json } from './json';
import { NETWORK_PARTS } from './networkParts';
import { phrase, uriPart } from '../core/index';

export interface OsvOptions {
  readonly http: BatchHttp;
  /** `https://api.osv.dev`, or a mirror of it. */
  readonly baseUrl: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

/** The most that the service takes at once. */
const MOST_QUERIES = 1_000;
const MOST_PAGES = 20;
const LARGEST_BATCH = 33_000_000;

/**
 * OSV: the advisories of exact versions, many packages at once. It gives their ids; what each says stands on its page.
 *
 * @see docs/api/post-v1-querybatch.md of google/osv.dev
 */
export function createOsvSource({ http, baseUrl, now }: OsvOptions): EvidenceSource {
  const url = `${baseUrl.replace(/\/+$/, '')}/v1/querybatch`;
  return {
    ...NETWORK_PARTS.osv,
    lookup: async (requests, signal) => {
      const patches = new Map<string, EvidencePatch>();
      const exact = requests.filter(({ known }) => known.version !== undefined);
      for (let start = 0; start < exact.length; start += MOST_QUERIES) {
        const chunk = exact.slice(start, start + MOST_QUERIES);
        const ask: AskPage = (queries) => askPage(http, url, queries, { signal });
        const answers = await allPages(ask, chunk.map(queryFor));
        chunk.forEach(({ key }, index) => addPatch(patches, key, answers[index], now()));
      }
      return patches;
    },
  };
}

type AskPage = (queries: readonly Json[]) => Promise<readonly unknown[] | NoAnswer>;

/** The ids of one query so far, or why there are none. */
type Answer = string[] | NoAnswer;

const odd: NoAnswer = { kind: 'failure', why: 'bad-answer', detail: phrase('not the documented shape') };

function queryFor({ name, known }: EvidenceRequest): Json {
  return { package: { name, ecosystem: 'npm' }, version: known.version?.value };
}

/** Asks again for those queries whose answer has another page. The answers stand in the order of the queries. */
async function allPages(ask: AskPage, queries: readonly Json[]): Promise<Answer[]> {
  const answers: Answer[] = queries.map(() => []);
  let waiting = queries.map((query, index) => ({ query, index }));
  for (let page = 0; waiting.length > 0; page += 1) {
    const asked = waiting;
    const results = page < MOST_PAGES ? await ask(asked.map(({ query }) => query)) : odd;
    if ('kind' in results) {
      for (const { index } of asked) answers[index] = results;
      return answers;
    }
    waiting = asked.flatMap(({ query, index }, at) => {
      const found = pageIn(results[at]);
      const before = answers[index];
      if (found === undefined || !Array.isArray(before)) {
        answers[index] = odd;
        return [];
      }
      before.push(...found.ids);
      const { token } = found;
      return token === undefined ? [] : [{ query: { ...query, page_token: token }, index }];
    });
  }
  return answers;
}

/** `undefined` where the result is not as documented: then it does not say that there are no advisories. */
function pageIn(result: unknown): { ids: readonly string[]; token: string | undefined } | undefined {
  const { vulns = [], next_page_token: token = '' } = asRecord(result) ?? { vulns: null };
  if (!Array.isArray(vulns) || typeof token !== 'string') return undefined;
  const ids = recordsIn(vulns).flatMap(({ id }) => asString(id) ?? []);
  return ids.length === vulns.length ? { ids, token: asString(token) } : undefined;
}

/** The results stand in the order of the queries; one without advisories is empty. */
async function askPage(
  http: BatchHttp,
  url: string,
  queries: readonly Json[],
  request: HttpRequest,
): Promise<readonly unknown[] | NoAnswer> {
  const answer = await http.postJson(url, { queries }, { ...request, maxBytes: LARGEST_BATCH });
  if (answer.kind !== 'ok') return answer;
  const results = asArray(asRecord(answer.json)?.['results']);
  return results.length === queries.length ? results : odd;
}

function addPatch(
  patches: Map<string, EvidencePatch>,
  key: string,
  answer: Answer | undefined,
  date: string,
): void {
  if (answer === undefined) return;
  if (Array.isArray(answer)) {
    const origin = { source: 'osv', label: 'OSV', date } as const;
    patches.set(key, { advisories: { value: [...new Set(answer)].map(advisory), origin } });
  } else if (answer.kind !== 'cancelled') patches.set(key, { gaps: [gapFrom(answer)] });
}

function advisory(id: string): Advisory {
  return { id, summary: '', url: `https://osv.dev/vulnerability/${uriPart(id)}` };
}

function gapFrom(answer: NoAnswer): Gap {
  const gap = { fact: 'advisories', source: 'osv' } as const;
  return answer.kind === 'failure'
    ? { ...gap, why: answer.why, detail: answer.detail }
    : { ...gap, why: 'bad-answer', detail: phrase('no such service there') };
}
