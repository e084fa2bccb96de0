import type { NoAnswer } from './exchange';
import type { BatchHttp, HttpAnswer, HttpRequest } from './http';
import { asArray, asRecord, asString, recordsIn } from './json';
import type { Json } from './json';
import { phrase, uriPart } from '../core/index';

/** What came of one item, whether it was asked alone or among others. */
export type Answer = { readonly kind: 'ok'; readonly json: unknown } | { readonly kind: 'spared' } | NoAnswer;

export interface PackageVersion {
  readonly name: string;
  readonly version: string;
  /** Worth a place in a batch, but no question of its own: where there are no batches it is `spared`. */
  readonly spare?: boolean;
}

/** The questions to deps.dev. Every item asked for has an answer, under its key. */
export interface DepsDevAsk {
  /** GetVersion of npm packages; keys as `versionId` makes them. */
  versions(items: readonly PackageVersion[]): Promise<ReadonlyMap<string, Answer>>;
  /** GetProject; keys are the ids, in lower case as deps.dev writes them. */
  projects(ids: readonly string[]): Promise<ReadonlyMap<string, Answer>>;
  /** Whether the service takes batches now, found out within two seconds by one of a single version. */
  takesBatches(example: PackageVersion): Promise<boolean>;
}

/** One method of the service, in both forms. */
interface Method<T> {
  readonly batch: string;
  /** Items in one request: well below the service's 5,000, for the answers' sake. */
  readonly size: number;
  readonly keyOf: (item: T) => string;
  readonly request: (item: T) => Json;
  /** The key of an echoed request. */
  readonly echoed: (request: Json) => string | undefined;
  /** The member of a response that holds the item. */
  readonly member: string;
  readonly path: (item: T) => string;
  readonly isSpare: (item: T) => boolean;
}

const VERSIONS: Method<PackageVersion> = {
  batch: 'versionbatch',
  size: 1_000,
  keyOf: versionId,
  request: ({ name, version }) => ({ versionKey: { system: 'NPM', name, version } }),
  echoed: (request) => {
    const key = asRecord(request['versionKey']);
    const [name, version] = [asString(key?.['name']), asString(key?.['version'])];
    return name === undefined || version === undefined ? undefined : versionId({ name, version });
  },
  member: 'version',
  path: ({ name, version }) => `systems/npm/packages/${uriPart(name)}/versions/${uriPart(version)}`,
  isSpare: ({ spare }) => spare === true,
};

const PROJECTS: Method<string> = {
  batch: 'projectbatch',
  size: 500,
  keyOf: (id) => id.toLowerCase(),
  request: (id) => ({ projectKey: { id: id.toLowerCase() } }),
  echoed: (request) => asString(asRecord(request['projectKey'])?.['id'])?.toLowerCase(),
  member: 'project',
  path: (id) => `projects/${uriPart(id.toLowerCase())}`,
  isSpare: () => false,
};

const MOST_PAGES = 50;
/** Whoever wants to know waits with other questions: a service that is stalled must not hold those up. */
const LONGEST_PROBE_MS = 2_000;
const LARGEST_BATCH = 64_000_000;

/** The services that have no batches: they are asked one by one for as long as the process lives. */
const withoutBatches = new Set<string>();
/** The services that have answered a batch. */
const withBatches = new Set<string>();

/** The key of a version's answer. */
export function versionId({ name, version }: PackageVersion): string {
  return `${name}@${version}`;
}

/**
 * Asks in batches (v3alpha), and one by one (v3) where there are none. Each item once.
 *
 * @param baseUrl `https://api.deps.dev`, or a mirror of it.
 * @see api/v3alpha/apiv3alpha.proto of google/deps.dev
 */
export function askDepsDev(http: BatchHttp, baseUrl: string, request: HttpRequest): DepsDevAsk {
  const service: Service = { http, base: baseUrl.replace(/\/+$/, ''), request };
  return {
    versions: (items) => askAll(service, VERSIONS, items),
    projects: (ids) => askAll(service, PROJECTS, ids),
    takesBatches: (example) => takesBatches(service, example),
  };
}

interface Service {
  readonly http: BatchHttp;
  readonly base: string;
  readonly request: HttpRequest;
}

async function takesBatches(service: Service, example: PackageVersion): Promise<boolean> {
  const { base, request } = service;
  const hasty = { ...service, request: { ...request, timeoutMs: LONGEST_PROBE_MS } };
  if (!withoutBatches.has(base) && !withBatches.has(base))
    await askBatch(hasty, VERSIONS, [example], new Map());
  return withBatches.has(base);
}

async function askAll<T>(service: Service, method: Method<T>, items: readonly T[]) {
  const waiting = [...new Map(items.map((item) => [method.keyOf(item), item])).values()];
  const answers = new Map<string, Answer>();
  while (waiting.length > 0) {
    if (withoutBatches.has(service.base)) return oneByOne(service, method, waiting, answers);
    const chunk = waiting.slice(0, method.size);
    const stopped = await askBatch(service, method, chunk, answers);
    const answered = chunk.some((item) => answers.has(method.keyOf(item)));
    if (!answered && isRefusal(stopped)) return withoutBatch(service, method, waiting, answers);
    for (const item of chunk) {
      const key = method.keyOf(item);
      if (!answers.has(key)) answers.set(key, stopped ?? leftOut);
    }
    waiting.splice(0, chunk.length);
  }
  return answers;
}

const spared: Answer = { kind: 'spared' };
const leftOut: Answer = { kind: 'failure', why: 'bad-answer', detail: phrase('left out of the batch') };
const odd: NoAnswer = { kind: 'failure', why: 'bad-answer', detail: phrase('not the documented shape') };

/** Whether the service may have no batches, rather than no time or no strength. */
function isRefusal(answer: NoAnswer | undefined): boolean {
  return answer?.kind === 'not-found' || (answer?.kind === 'failure' && answer.why === 'bad-answer');
}

/** Adds the answers of all pages of a batch; tells why it could not go on. */
async function askBatch<T>(
  { http, base, request }: Service,
  method: Method<T>,
  items: readonly T[],
  answers: Map<string, Answer>,
): Promise<NoAnswer | undefined> {
  const requests = items.map(method.request);
  let pageToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const body = pageToken === undefined ? { requests } : { requests, pageToken };
    const options = { ...request, maxBytes: LARGEST_BATCH };
    const answer = await http.postJson(`${base}/v3alpha/${method.batch}`, body, options);
    if (answer.kind !== 'ok') return answer;
    const document = asRecord(answer.json);
    if (!Array.isArray(document?.['responses'])) return odd;
    withBatches.add(base);
    for (const response of recordsIn(document['responses'])) take(response, method, answers);
    const next = asString(document['nextPageToken']);
    if (next === undefined) return undefined;
    if (next === pageToken) return odd;
    pageToken = next;
  }
  return odd;
}

/** A missing item has no member or an empty one: the service has no 404 for an item. */
function take<T>(response: Json, method: Method<T>, answers: Map<string, Answer>): void {
  const key = method.echoed(asRecord(response['request']) ?? {});
  if (key === undefined) return;
  const json = asRecord(response[method.member]);
  const isEmpty = json === undefined || asArray(Object.keys(json)).length === 0;
  answers.set(key, isEmpty ? { kind: 'not-found' } : { kind: 'ok', json });
}

/**
 * One question alone tells whether the service is there at all: a log-in page, say, refuses the batch as well as
 * everything else, and is not asked 500 times.
 */
async function withoutBatch<T>(
  service: Service,
  method: Method<T>,
  items: readonly T[],
  answers: Map<string, Answer>,
) {
  const [first, ...rest] = items.filter((item) => !method.isSpare(item));
  if (first === undefined) return oneByOne(service, method, items, answers);
  const answer = await askOne(service, method, first);
  answers.set(method.keyOf(first), answer);
  if (answer.kind === 'ok' || answer.kind === 'not-found') {
    withoutBatches.add(service.base);
    return oneByOne(service, method, items, answers);
  }
  for (const item of rest) answers.set(method.keyOf(item), answer);
  return oneByOne(service, method, items, answers);
}

async function oneByOne<T>(
  service: Service,
  method: Method<T>,
  items: readonly T[],
  answers: Map<string, Answer>,
) {
  const unanswered = items.filter((item) => !answers.has(method.keyOf(item)));
  await Promise.all(
    unanswered.map(async (item) => {
      const answer = method.isSpare(item) ? spared : await askOne(service, method, item);
      answers.set(method.keyOf(item), answer);
    }),
  );
  return answers;
}

function askOne<T>({ http, base, request }: Service, method: Method<T>, item: T): Promise<HttpAnswer> {
  return http.getJson(`${base}/v3/${method.path(item)}`, request);
}
