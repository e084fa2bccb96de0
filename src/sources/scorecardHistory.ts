import { basename, dirname, resolve } from 'node:path';
import { nullLogger, phrase, readMonitorDatabase } from '../core/index';
import type {
  CancelSignal,
  EvidencePatch,
  EvidenceRequest,
  EvidenceSource,
  Fact,
  Gap,
  Scorecard,
  ScorecardHistories,
} from '../core/index';
import type { FactStore } from './cache';
import { createFileCache } from './fileCache';
import type { Http } from './http';
import { inTime } from './inFlight';
import { asRecord, asString, parseJson } from './json';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import type { NetworkOptions } from './networkOptions';
import type { LoadedPolicy } from './policyFile';

/** A database of Scorecard Monitor, or why there is none. */
export type HistoryAnswer = { readonly histories: ScorecardHistories } | Pick<Gap, 'why' | 'detail'>;

/** How a database is read: from where nobody is asked, or from its address, too. */
export interface HistoryAccess {
  /** What was downloaded before. */
  readonly store: FactStore | undefined;
  /** Absent: nobody is asked. */
  readonly http?: () => Promise<Pick<Http, 'getBytes'>>;
}

/** Reads databases; one for all manifests of a host, so that each is read once. */
export interface HistoryReader {
  /**
   * The database at a path or an https address: the kept copy where it is younger than a day or nothing newer can be
   * had, else a new one. When `signal` is aborted, the kept copy at once; a download goes on for others. Never rejects.
   */
  read(location: string, access: HistoryAccess, signal: CancelSignal): Promise<HistoryAnswer>;
}

/** Tells more about a repository's totals over time than the result of one day: what ships inside. */
export type HistoryOf = (repository: string) => Promise<Fact<Scorecard> | undefined>;

const MOST_BYTES = 20_000_000;
/** A monitor runs once a day at most; Scorecards are made once a week. */
const FRESH_MS = 86_400_000;
const PAUSE_MS = 60_000;

/** @param now the current instant, ISO 8601. */
function createHistoryReader(now: () => string): HistoryReader {
  const files = createFileCache(MOST_BYTES);
  const answerIn = rememberedParser();
  const running = new Map<string, Promise<HistoryAnswer>>();
  const failed = new Map<string, { readonly until: number; readonly answer: HistoryAnswer }>();

  /** An address that failed is left alone for a minute: many manifests ask for the same. */
  const ask = async (
    address: string,
    { store, http }: Required<HistoryAccess>,
    kept: Kept | undefined,
  ): Promise<HistoryAnswer> => {
    const before = failed.get(address);
    if (before !== undefined && Date.parse(now()) < before.until) return before.answer;
    const found = await download(address, await http(), kept);
    const answer = 'text' in found ? answerIn(address, found.text) : found;
    if (!('text' in found) || !('histories' in answer))
      failed.set(address, { until: Date.parse(now()) + PAUSE_MS, answer });
    else await store?.set(keyOf(address), JSON.stringify({ fetched: now(), ...found }));
    return answer;
  };
  const readAddress = async (address: string, { store, http }: HistoryAccess): Promise<HistoryAnswer> => {
    const kept = keptIn(await store?.get(keyOf(address)));
    if (kept !== undefined && (http === undefined || isFresh(kept, now())))
      return answerIn(address, kept.text);
    const answer: HistoryAnswer =
      http === undefined ? { why: 'offline' } : await ask(address, { store, http }, kept);
    return 'histories' in answer || kept === undefined ? answer : answerIn(address, kept.text);
  };
  const readShared = (address: string, access: HistoryAccess): Promise<HistoryAnswer> => {
    const key = `${address} ${access.http === undefined ? 'kept' : 'asked'}`;
    const reading = running.get(key) ?? readAddress(address, access).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  };
  return {
    read: async (location, access, signal) =>
      isAddress(location)
        ? readInTime(readShared, location, access, signal)
        : ((await files.read(location, parse)) ?? noFile),
  };
}

/** Beginning a download when the time is over, or waiting for one, would take longer than was promised. */
async function readInTime(
  read: (address: string, access: HistoryAccess) => Promise<HistoryAnswer>,
  address: string,
  access: HistoryAccess,
  signal: CancelSignal,
): Promise<HistoryAnswer> {
  if (access.http === undefined) return read(address, access);
  const answer = signal.aborted ? late : await inTime(read(address, access), signal, late);
  if (answer !== late) return answer;
  const kept = await read(address, { store: access.store });
  return 'histories' in kept ? kept : late;
}

/** Where the databases of a policy stand: absolute paths, and addresses. */
export function historyLocations({ value, file }: Pick<LoadedPolicy, 'value' | 'file'>): string[] {
  const named = value.scorecardHistory ?? [];
  return named.map((location) => (isAddress(location) ? location : resolve(dirname(file), location)));
}

/** How a project reads them: from the disk cache that all windows share, and online from their addresses. */
export function historyAccess(options: NetworkOptions, online: boolean): HistoryAccess {
  const { cacheFolder, logger = nullLogger } = options;
  return {
    store: cacheFolder === undefined ? undefined : lazyStore(cacheFolder, logger),
    ...(online && { http: lazy(async () => (await import('./network')).openHttp(options)) }),
  };
}

/** Parses the text of a place again only where it is another one than before. */
function rememberedParser(): (location: string, text: string) => HistoryAnswer {
  const parsed = new Map<string, { readonly text: string; readonly answer: HistoryAnswer }>();
  return (location, text) => {
    const known = parsed.get(location);
    if (known?.text === text) return known.answer;
    const answer = parse(text);
    parsed.set(location, { text, answer });
    return answer;
  };
}

/** Gives a source that reads some databases; see `historySource`. */
export type Histories = (locations: readonly string[], access: HistoryAccess) => EvidenceSource;

/**
 * One for all manifests of a host.
 *
 * @param builtIn what ships inside.
 * @param now the current instant, ISO 8601.
 */
export function createHistories(builtIn: HistoryOf, now: () => string): Histories {
  const reader = createHistoryReader(now);
  return (locations, access) => historySource(reader, builtIn, locations, access);
}

/**
 * Earlier Scorecard totals of the repository that a package is known to have: from the databases that the policy names,
 * and from what ships inside. Stands behind all others, for they tell the repository. A database is read as a whole, so
 * nobody learns a name.
 */
function historySource(
  reader: HistoryReader,
  builtIn: HistoryOf,
  locations: readonly string[],
  access: HistoryAccess,
): EvidenceSource {
  return {
    id: 'monitor',
    reach: 'local',
    facts: ['history'],
    lookup: async (requests, signal) => {
      const patches = new Map<string, EvidencePatch>();
      if (requests.length === 0) return patches;
      const answers = await Promise.all(locations.map((location) => reader.read(location, access, signal)));
      for (const request of requests) {
        const patch = await patchFor(request, answers, locations, builtIn);
        if (patch !== undefined) patches.set(request.key, patch);
      }
      return patches;
    },
  };
}

async function patchFor(
  { known, privacy }: EvidenceRequest,
  answers: readonly HistoryAnswer[],
  locations: readonly string[],
  builtIn: HistoryOf,
): Promise<EvidencePatch | undefined> {
  const repository = known.repository?.value.id;
  if (repository === undefined) return undefined;
  const isTold = privacy !== undefined || known.scorecards.some(({ origin }) => origin.source === 'snapshot');
  const shipped = isTold ? undefined : await builtIn(repository);
  const stated = answers.flatMap((answer, index) => factIn(answer, repository, locations[index] ?? '') ?? []);
  const gaps = answers.flatMap((answer): Gap[] =>
    'histories' in answer ? [] : [{ fact: 'history', source: 'monitor', ...answer }],
  );
  const scorecards = [...stated, ...(shipped === undefined ? [] : [shipped])];
  return scorecards.length === 0 && gaps.length === 0 ? undefined : { scorecards, gaps };
}

function factIn(answer: HistoryAnswer, repository: string, location: string): Fact<Scorecard> | undefined {
  if (!('histories' in answer)) return undefined;
  const history = answer.histories.get(repository.toLowerCase()) ?? [];
  const last = history.at(-1);
  if (last === undefined) return undefined;
  const value: Scorecard = { repository, ...last, checks: [], history: history.slice(0, -1) };
  return { value, origin: { source: 'monitor', label: labelOf(location), date: last.date } };
}

/** What to show of a place: of an address its host, without what may be a secret; of a path its last part. */
function labelOf(location: string): string {
  if (!isAddress(location)) return basename(location);
  const { host, pathname } = new URL(location);
  return `${host}/…/${pathname.split('/').at(-1) ?? ''}`;
}

function isAddress(location: string): boolean {
  return /^https?:/i.test(location) && URL.canParse(location);
}

const late: HistoryAnswer = { why: 'time-out' };
const noFile: HistoryAnswer = { why: 'bad-answer', detail: phrase('there is no such file') };

function parse(text: string): HistoryAnswer {
  const { value, problems } = readMonitorDatabase(parseJson(text.replace(/^\uFEFF/, '')));
  const [problem] = problems;
  return problem === undefined ? { histories: value } : { why: 'bad-answer', detail: problem.message };
}

/** Asks whether the kept copy still holds, where its server gave it a mark; then it comes without a body. */
async function download(
  address: string,
  http: Pick<Http, 'getBytes'>,
  kept: Kept | undefined,
): Promise<Download | Pick<Gap, 'why' | 'detail'>> {
  const { etag, modified } = kept ?? {};
  const answer = await http.getBytes(address, {
    maxBytes: MOST_BYTES,
    headers: {
      accept: 'application/json',
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(modified !== undefined && { 'if-modified-since': modified }),
    },
  });
  if (answer.kind === 'ok' && answer.notModified === true && kept !== undefined)
    return { text: kept.text, etag, modified };
  if (answer.kind === 'ok')
    return {
      text: Buffer.from(answer.bytes).toString('utf8'),
      etag: answer.headers['etag'],
      modified: answer.headers['last-modified'],
    };
  if (answer.kind === 'not-found')
    return { why: 'bad-answer', detail: phrase('there is nothing at this address') };
  return answer.kind === 'failure' ? { why: answer.why, detail: answer.detail } : { why: 'time-out' };
}

function keyOf(address: string): string {
  return `scorecard-history ${address}`;
}

/** A database, and the marks by which its server knows it again. */
interface Download {
  readonly text: string;
  readonly etag: string | undefined;
  readonly modified: string | undefined;
}

interface Kept extends Download {
  readonly fetched: string;
}

function isFresh({ fetched }: Kept, now: string): boolean {
  const age = Date.parse(now) - Date.parse(fetched);
  return age >= 0 && age < FRESH_MS;
}

function keptIn(entry: string | undefined): Kept | undefined {
  const kept = asRecord(parseJson(entry ?? ''));
  const [fetched, text] = [asString(kept?.['fetched']), asString(kept?.['text'])];
  if (fetched === undefined || text === undefined || Number.isNaN(Date.parse(fetched))) return undefined;
  return { fetched, text, etag: asString(kept?.['etag']), modified: asString(kept?.['modified']) };
}
