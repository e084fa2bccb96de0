import { lacks, mayLearn } from '../core/index';
import type { CancelSignal, EvidencePatch, EvidenceRequest, EvidenceSource, FactKind } from '../core/index';
import { asRecord, asString, parseJson } from './json';
import { isPatch } from './patchShape';

/** Keeps texts by key, for all windows and the command line. Never rejects: what cannot be kept is fetched again. */
export interface FactStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
}

/** Identifies what the source will be asked: requests with the same key have the same answer. */
export type KeyOf = (request: EvidenceRequest) => string | undefined;

export interface CacheOptions {
  readonly keyOf: KeyOf;
  /** How long a fact is as good as a new one, in milliseconds. */
  readonly maxAgeMs: (fact: FactKind) => number;
  /** The same for the answer that there is nothing. */
  readonly maxAgeNotFoundMs: number;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

const FORMAT = 1;
const LASTING = new Set(['not-found', 'no-repository', 'unsupported']);

interface Entry {
  readonly fetched: string;
  readonly patch: EvidencePatch;
}

/**
 * The same source, asked only for what the store does not know freshly enough: of an answer, the facts that are still
 * wanted decide. Facts keep the date of their first fetch. Only whole answers are kept, "not found" for a short time;
 * when the source fails, an old answer is better than none, and the failure is noted beside it.
 */
export function cached(source: EvidenceSource, store: FactStore, options: CacheOptions): EvidenceSource {
  return {
    ...source,
    lookup: async (requests, signal) => {
      const entries = await readAll(store, requests, options.keyOf);
      const asked = requests.filter(
        (request) => !isFresh(entries.get(request.key), wantedOf(source, request), options),
      );
      const answers = new Map<string, EvidencePatch>();
      for (const [key, { patch }] of entries) answers.set(key, patch);
      if (asked.length > 0) await refresh({ source, store, options, signal }, asked, answers);
      return answers;
    },
  };
}

/**
 * What the store holds of a source, however old: shown while the source is asked anew, and all that there is offline.
 * Nobody is asked, so nobody learns a name; but what the source said of a name is nothing about a private package, of
 * which it would not be asked: that one only shares the name.
 */
export function kept(
  source: Pick<EvidenceSource, 'id' | 'facts' | 'reach'>,
  store: FactStore,
  keyOf: KeyOf,
): EvidenceSource {
  return {
    id: source.id,
    reach: 'local',
    facts: source.facts,
    lookup: async (requests) => {
      const meant = requests.filter((request) => mayLearn(source, request));
      const entries = await readAll(store, meant, keyOf);
      return new Map([...entries].map(([key, { patch }]) => [key, patch]));
    },
  };
}

interface Refresh {
  readonly source: EvidenceSource;
  readonly store: FactStore;
  readonly options: CacheOptions;
  readonly signal: CancelSignal;
}

async function refresh(to: Refresh, asked: readonly EvidenceRequest[], answers: Map<string, EvidencePatch>) {
  const fetched = await to.source.lookup(asked, to.signal);
  const writes: Promise<void>[] = [];
  for (const request of asked) {
    const patch = fetched.get(request.key);
    const key = to.options.keyOf(request);
    if (patch === undefined) continue;
    const old = answers.get(request.key);
    answers.set(request.key, isWhole(patch) || old === undefined ? patch : withFailure(old, patch));
    if (key !== undefined && isWhole(patch)) writes.push(to.store.set(key, print(patch, to.options.now())));
  }
  await Promise.all(writes);
}

/** The old answer, and why there is no new one. */
function withFailure(old: EvidencePatch, failed: EvidencePatch): EvidencePatch {
  return { ...old, gaps: [...(old.gaps ?? []), ...(failed.gaps ?? [])] };
}

async function readAll(store: FactStore, requests: readonly EvidenceRequest[], keyOf: KeyOf) {
  const entries = new Map<string, Entry>();
  await Promise.all(
    requests.map(async (request) => {
      const key = keyOf(request);
      const entry = key === undefined ? undefined : parse(await store.get(key));
      if (entry !== undefined) entries.set(request.key, entry);
    }),
  );
  return entries;
}

/** The facts for which this request comes to the source. */
function wantedOf(source: EvidenceSource, { known, wanted = source.facts }: EvidenceRequest): FactKind[] {
  return source.facts.filter((fact) => wanted.includes(fact) && lacks(known, fact));
}

function isFresh(entry: Entry | undefined, wanted: readonly FactKind[], options: CacheOptions): boolean {
  if (entry === undefined) return false;
  const age = Date.parse(options.now()) - Date.parse(entry.fetched);
  const isNothing = (entry.patch.gaps ?? []).length > 0;
  const limits = wanted.map(options.maxAgeMs);
  return age >= 0 && age < Math.min(...limits, ...(isNothing ? [options.maxAgeNotFoundMs] : []));
}

/** Whether a later answer would most likely be the same: nothing failed. */
function isWhole(patch: EvidencePatch): boolean {
  return (patch.gaps ?? []).every((gap) => LASTING.has(gap.why));
}

function print(patch: EvidencePatch, fetched: string): string {
  return JSON.stringify({ format: FORMAT, fetched, patch });
}

function parse(text: string | undefined): Entry | undefined {
  const entry = asRecord(parseJson(text ?? ''));
  const fetched = asString(entry?.['fetched']);
  const patch = entry?.['patch'];
  if (entry?.['format'] !== FORMAT || fetched === undefined || !isPatch(patch)) return undefined;
  return Number.isNaN(Date.parse(fetched)) ? undefined : { fetched, patch };
}
