import type { EvidenceRequest, EvidenceSource } from '../core/index';
import type { KeyOf } from './cache';
import { needDocument, needScorecardApi } from './need';
import type { NetworkOptions } from './networkOptions';
import { NETWORK_PARTS } from './networkParts';
import type { NetworkPart } from './networkParts';
import type { NpmConfig } from './npmConfig';

/** The official addresses. */
export const ADDRESSES = {
  depsDev: 'https://api.deps.dev',
  scorecard: 'https://api.scorecard.dev',
  osv: 'https://api.osv.dev',
} as const;

/** One question to a service, as far as it is known without speaking to the service. */
export interface Service extends Pick<EvidenceSource, 'id' | 'reach' | 'facts'> {
  readonly part: NetworkPart;
  /** Identifies an answer in the cache. */
  readonly keyOf: KeyOf;
  /** The requests that are worth the question; all where it is absent. */
  readonly need?: (requests: readonly EvidenceRequest[]) => EvidenceRequest[];
}

/** The services that are switched on, in the order in which they are asked. */
export function servicesOf(options: NetworkOptions): Service[] {
  const { npm, mirror } = options;
  const { depsDev = ADDRESSES.depsDev, scorecard = ADDRESSES.scorecard, osv = ADDRESSES.osv } = options;
  const registry: Pick<Service, 'keyOf' | 'need'> = { keyOf: (request) => versionKey(npm, request) };
  const all: [NetworkPart, unknown, Pick<Service, 'keyOf' | 'need'>][] = [
    ['versions', true, registry],
    ['deps.dev', depsDev, { keyOf: (request) => exactKey(`deps.dev ${String(depsDev)}`, request, true) }],
    ['osv', osv, { keyOf: (request) => exactKey(`osv ${String(osv)}`, request) }],
    ['documents', true, { keyOf: (request) => documentKey(npm, request), need: needDocument }],
    [
      'scorecard',
      scorecard,
      { keyOf: (request) => scorecardKey(String(scorecard), request), need: needScorecardApi },
    ],
  ];
  const services = all.filter(([, address]) => address !== false);
  const kept = mirror?.only === true ? services.filter(([part]) => isRegistry(part)) : services;
  return kept.map(([part, , rest]) => ({ part, ...NETWORK_PARTS[part], ...rest }));
}

/** The same source, asked about what is worth asking only. */
export function whereNeeded(source: EvidenceSource, { need }: Service): EvidenceSource {
  if (need === undefined) return source;
  return {
    ...source,
    lookup: async (requests, signal) => {
      const needed = need(requests);
      return needed.length === 0 ? new Map() : source.lookup(needed, signal);
    },
  };
}

function isRegistry(part: NetworkPart): boolean {
  return NETWORK_PARTS[part].reach === 'registry';
}

function versionKey(npm: NpmConfig, { name, range }: EvidenceRequest): string | undefined {
  const registry = npm.askableRegistryOf(name);
  return registry && `npm ${registry} ${name} range ${range}`;
}

function documentKey(npm: NpmConfig, { name, known }: EvidenceRequest): string | undefined {
  const registry = npm.askableRegistryOf(name);
  return registry && known.version && `npm ${registry} ${name}@${known.version.value}`;
}

/** @param partial whether the answer holds what is wanted only: it must not stand for the whole one. */
function exactKey(
  service: string,
  { name, known, wanted }: EvidenceRequest,
  partial = false,
): string | undefined {
  const facts = partial && wanted !== undefined ? ` ${wanted.join(' ')}` : '';
  return known.version && `${service} ${name}@${known.version.value}${facts}`;
}

function scorecardKey(base: string, { known }: EvidenceRequest): string | undefined {
  return known.repository && `scorecard ${base} ${known.repository.value.id}`;
}
