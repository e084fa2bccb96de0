import { nullLogger } from '../core/index';
import type { EvidenceRequest, EvidenceSource } from '../core/index';
import { cached, kept } from './cache';
import type { FactStore, KeyOf } from './cache';
import { freshness } from './freshness';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import { NETWORK_FACTS } from './networkOptions';
import type { NetworkOptions, NetworkSourceId } from './networkOptions';
import type { NpmConfig } from './npmConfig';

const DEPS_DEV = 'https://api.deps.dev';
const SCORECARD = 'https://api.scorecard.dev';

/**
 * The sources on the network, in order of trust: npm registry, deps.dev, Scorecard. Light: the modules that speak HTTP
 * are loaded when a question is not answered by the cache.
 */
export function createNetworkSources(options: NetworkOptions): EvidenceSource[] {
  const { depsDev, scorecard, now, maxAgeMs } = options;
  const store = storeOf(options);
  const open = lazy(async () => {
    const { openNetworkSources } = await import('./network');
    return openNetworkSources({
      ...options,
      depsDev: depsDev || DEPS_DEV,
      scorecard: scorecard || SCORECARD,
    });
  });
  return servicesOf(options).map(({ id, keyOf }) => {
    const plain: EvidenceSource = {
      id,
      reach: id === 'npm' ? 'registry' : 'public',
      facts: NETWORK_FACTS[id],
      lookup: async (requests, signal) => (await open())[id].lookup(requests, signal),
    };
    return store === undefined ? plain : cached(plain, store, { keyOf, now, ...freshness(maxAgeMs) });
  });
}

/**
 * What the disk cache holds of the same sources, however old: to be shown while they are asked, and to be used where
 * they are not. Without a disk cache there are none.
 */
export function createKeptSources(options: NetworkOptions): EvidenceSource[] {
  const store = storeOf(options);
  if (store === undefined) return [];
  return servicesOf(options).map(({ id, keyOf }) => kept({ id, facts: NETWORK_FACTS[id] }, store, keyOf));
}

function storeOf({ cacheFolder, logger = nullLogger }: NetworkOptions): FactStore | undefined {
  return cacheFolder === undefined ? undefined : lazyStore(cacheFolder, logger);
}

interface Service {
  readonly id: NetworkSourceId;
  readonly keyOf: KeyOf;
}

/** The services that are switched on. */
function servicesOf({ npm, depsDev = DEPS_DEV, scorecard = SCORECARD }: NetworkOptions): Service[] {
  const services: Service[] = [{ id: 'npm', keyOf: (request) => npmKey(npm, request) }];
  if (depsDev !== false) services.push({ id: 'deps.dev', keyOf: (request) => depsDevKey(depsDev, request) });
  if (scorecard !== false)
    services.push({ id: 'scorecard', keyOf: (request) => scorecardKey(scorecard, request) });
  return services;
}

function npmKey(npm: NpmConfig, { name, range, known }: EvidenceRequest): string | undefined {
  const registry = npm.askableRegistryOf(name);
  return registry && `npm ${registry} ${name}@${known.version?.value ?? range}`;
}

function depsDevKey(base: string, { name, known }: EvidenceRequest): string | undefined {
  return known.version && `deps.dev ${base} ${name}@${known.version.value}`;
}

function scorecardKey(base: string, { known }: EvidenceRequest): string | undefined {
  return known.repository && `scorecard ${base} ${known.repository.value.id}`;
}
