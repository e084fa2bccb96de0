import { nullLogger } from '../core/index';
import type { AdvisoryDetails } from '../core/index';
import type { FactStore } from './cache';
import type { JsonHttp } from './http';
import { asRecord, asString, parseJson } from './json';
import type { Json } from './json';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import type { NetworkOptions } from './networkOptions';
import { ADDRESSES } from './services';

/**
 * What OSV says of advisories by their ids, as far as it can be had: its batches give ids alone, so each is asked about
 * when somebody looks at it, and kept. Never rejects.
 */
export type ReadAdvisories = (ids: readonly string[]) => Promise<ReadonlyMap<string, AdvisoryDetails>>;

export interface AdvisoryDetailsOptions {
  /** `https://api.osv.dev`, or a mirror of it. */
  readonly baseUrl: string;
  readonly store: FactStore | undefined;
  /** Absent: nobody is asked. */
  readonly http?: () => Promise<JsonHttp>;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

/** Who has more advisories than that needs no further ones. */
const MOST_ADVISORIES = 10;
const FRESH_MS = 7 * 86_400_000;
const ID = /^[A-Za-z]+-[\w.-]{1,80}$/;

/** By the settings of a project; nobody is asked offline, or where OSV is switched off. */
export function advisoriesOf(options: NetworkOptions, online: boolean): ReadAdvisories {
  const { osv, mirror, cacheFolder, logger = nullLogger, now } = options;
  const isAsked = online && osv !== false && mirror?.only !== true;
  return createAdvisoryDetails({
    baseUrl: osv || ADDRESSES.osv,
    store: cacheFolder === undefined ? undefined : lazyStore(cacheFolder, logger),
    now,
    ...(isAsked && { http: lazy(async () => (await import('./network')).openHttp(options)) }),
  });
}

/** @see docs/api/get-v1-vulns.md of google/osv.dev, and the OSV schema for `summary`, `details`, `database_specific` */
export function createAdvisoryDetails({ baseUrl, store, http, now }: AdvisoryDetailsOptions): ReadAdvisories {
  const base = baseUrl.replace(/\/+$/, '');
  const read = async (id: string): Promise<AdvisoryDetails | undefined> => {
    const key = `osv-advisory ${base} ${id}`;
    const kept = keptIn(await store?.get(key));
    const age = kept === undefined ? Infinity : Date.parse(now()) - Date.parse(kept.fetched);
    if (http === undefined || (age >= 0 && age < FRESH_MS)) return kept?.details;
    const answer = await (await http()).getJson(`${base}/v1/vulns/${encodeURIComponent(id)}`);
    const details = answer.kind === 'ok' ? detailsIn(asRecord(answer.json), id) : undefined;
    if (details === undefined) return kept?.details;
    await store?.set(key, JSON.stringify({ fetched: now(), details }));
    return details;
  };
  return async (ids) => {
    const asked = [...new Set(ids)].filter((id) => ID.test(id)).slice(0, MOST_ADVISORIES);
    const found = await Promise.all(asked.map(async (id) => [id, await read(id)] as const));
    return new Map(found.flatMap(([id, details]) => (details === undefined ? [] : [[id, details] as const])));
  };
}

/** Of another advisory than the one that was asked about, nothing counts. */
function detailsIn(document: Json | undefined, id: string): AdvisoryDetails | undefined {
  if (document === undefined || asString(document['id']) !== id) return undefined;
  const lines = (asString(document['details']) ?? '').split('\n').map((line) => line.trim());
  const severity = severityOf(asString(asRecord(document['database_specific'])?.['severity']));
  return {
    summary: asString(document['summary']) ?? lines.find((line) => /^[^#]/.test(line)) ?? '',
    ...(severity && { severity }),
  };
}

const SEVERITIES: Readonly<Record<string, AdvisoryDetails['severity']>> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MODERATE: 'moderate',
  MEDIUM: 'moderate',
  LOW: 'low',
};

function severityOf(stated = ''): AdvisoryDetails['severity'] {
  const word = stated.toUpperCase();
  return Object.hasOwn(SEVERITIES, word) ? SEVERITIES[word] : undefined;
}

function keptIn(
  text: string | undefined,
): { readonly fetched: string; readonly details: AdvisoryDetails } | undefined {
  const entry = asRecord(parseJson(text ?? ''));
  const fetched = asString(entry?.['fetched']);
  const details = asRecord(entry?.['details']);
  if (fetched === undefined || Number.isNaN(Date.parse(fetched)) || details === undefined) return undefined;
  const severity = severityOf(asString(details['severity']));
  return {
    fetched,
    details: { summary: asString(details['summary']) ?? '', ...(severity && { severity }) },
  };
}
