import { nullLogger } from '../core/index';
import type { EvidenceRequest, EvidenceSource } from '../core/index';
import { cached, kept } from './cache';
import type { FactStore, KeyOf } from './cache';
import type { Http } from './http';
import { freshness } from './freshness';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import { MIRROR_FACTS, parseMirrorAddress } from './mirrorFormat';
import { withoutPublicRegistry } from './mirrorOnly';
import { createMirrorSource } from './mirrorSource';
import { NETWORK_FACTS } from './networkOptions';
import type { NetworkOptions, NetworkSourceId } from './networkOptions';
import type { NpmConfig } from './npmConfig';

const DEPS_DEV = 'https://api.deps.dev';
const SCORECARD = 'https://api.scorecard.dev';

/**
 * The sources on the network, in order of trust: the organization's mirror, npm registry, deps.dev, Scorecard. Light:
 * the modules that speak HTTP are loaded when a question is not answered by the cache.
 */
export function createNetworkSources(options: NetworkOptions): EvidenceSource[] {
  const { npm, depsDev, scorecard, now, maxAgeMs } = options;
  const store = storeOf(options);
  const open = lazy(async () => {
    const { openNetworkSources } = await import('./network');
    return openNetworkSources({
      ...options,
      depsDev: depsDev || DEPS_DEV,
      scorecard: scorecard || SCORECARD,
    });
  });
  const services = servicesOf(options).map(({ id, keyOf }) => {
    const plain: EvidenceSource = {
      id,
      reach: id === 'npm' ? 'registry' : 'public',
      facts: NETWORK_FACTS[id],
      lookup: async (requests, signal) => (await open())[id].lookup(requests, signal),
    };
    const source = options.mirror?.only === true && id === 'npm' ? withoutPublicRegistry(plain, npm) : plain;
    return store === undefined ? source : cached(source, store, { keyOf, now, ...freshness(maxAgeMs) });
  });
  return [...mirrorOf(options, store, true), ...services];
}

/**
 * What the disk cache holds of the same sources, however old: to be shown while they are asked, and to be used where
 * they are not. Without a disk cache there are none.
 */
export function createKeptSources(options: NetworkOptions): EvidenceSource[] {
  const store = storeOf(options);
  if (store === undefined) return [];
  const services = servicesOf(options);
  return [
    ...mirrorOf(options, store, false),
    ...services.map(({ id, keyOf }) => kept({ id, facts: NETWORK_FACTS[id] }, store, keyOf)),
  ];
}

/** The mirror, when there is one; `online`: its server is asked for what is not kept. */
function mirrorOf(
  { mirror, now, timeoutMs }: NetworkOptions,
  store: FactStore | undefined,
  online: boolean,
): EvidenceSource[] {
  if (mirror === undefined) return [];
  const address = parseMirrorAddress(mirror.address);
  if (address === undefined) return online ? [unusableMirror] : [];
  const open = lazy(async () => (await import('./network')).openHttp(timeoutMs));
  const http: Pick<Http, 'getBytes'> = {
    getBytes: async (url, request) => (await open()).getBytes(url, request),
  };
  return [createMirrorSource({ address, only: mirror.only, store, now, http: online ? http : undefined })];
}

/** A mirror was meant, so silence about it would be wrong. */
const unusableMirror: EvidenceSource = {
  id: 'mirror',
  reach: 'public',
  facts: MIRROR_FACTS,
  lookup: (requests) => {
    const gap = { source: 'mirror', why: 'bad-answer', detail: 'its address is no web address' } as const;
    const gaps = MIRROR_FACTS.map((fact) => ({ ...gap, fact }));
    return Promise.resolve(new Map(requests.map(({ key }) => [key, { gaps }])));
  },
};

function storeOf({ cacheFolder, logger = nullLogger }: NetworkOptions): FactStore | undefined {
  return cacheFolder === undefined ? undefined : lazyStore(cacheFolder, logger);
}

interface Service {
  readonly id: NetworkSourceId;
  readonly keyOf: KeyOf;
}

/** The services that are switched on. */
function servicesOf({ npm, depsDev = DEPS_DEV, scorecard = SCORECARD, mirror }: NetworkOptions): Service[] {
  const services: Service[] = [{ id: 'npm', keyOf: (request) => npmKey(npm, request) }];
  if (mirror?.only === true) return services;
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
