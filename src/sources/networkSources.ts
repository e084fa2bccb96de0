import { nullLogger, phrase } from '../core/index';
import type { EvidenceSource } from '../core/index';
import { cached, kept } from './cache';
import type { FactStore } from './cache';
import type { Http } from './http';
import { freshness } from './freshness';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import { MIRROR_FACTS, parseMirrorAddress } from './mirrorFormat';
import { withoutPublicRegistry } from './mirrorOnly';
import { createMirrorSource } from './mirrorSource';
import type { NetworkOptions } from './networkOptions';
import { servicesOf, whereNeeded } from './services';

/**
 * The sources on the network, in order: the organization's mirror, then the services as `networkParts.ts` lists them.
 * Light: the modules that speak HTTP are loaded when a question is not answered by the cache.
 */
export function createNetworkSources(options: NetworkOptions): EvidenceSource[] {
  const { npm, now, maxAgeMs } = options;
  const store = storeOf(options);
  const open = lazy(async () => (await import('./network')).openNetworkSources(options, store));
  const services = servicesOf(options).map((service) => {
    const { part, id, reach, facts, keyOf } = service;
    const plain: EvidenceSource = {
      id,
      reach,
      facts,
      lookup: async (requests, signal) => (await open())[part].lookup(requests, signal),
    };
    const source = options.mirror?.only === true && id === 'npm' ? withoutPublicRegistry(plain, npm) : plain;
    const stored = store && cached(source, store, { keyOf, now, ...freshness(maxAgeMs) });
    return whereNeeded(stored ?? source, service);
  });
  return [...mirrorOf(options, store, true), ...services];
}

/**
 * What the disk cache holds of the same sources, however old: to be shown while they are asked, and to be used where
 * they are not. Without a disk cache there are none.
 *
 * @param store how the cache is read, where not as it is written
 */
export function createKeptSources(
  options: NetworkOptions,
  store: FactStore | undefined = storeOf(options),
): EvidenceSource[] {
  if (store === undefined) return [];
  const services = servicesOf(options);
  return [
    ...mirrorOf(options, store, false),
    ...services.map(({ id, facts, reach, keyOf }) => kept({ id, facts, reach }, store, keyOf)),
  ];
}

/** The mirror, when there is one; `online`: its server is asked for what is not kept. */
function mirrorOf(options: NetworkOptions, store: FactStore | undefined, online: boolean): EvidenceSource[] {
  const { mirror, now } = options;
  if (mirror === undefined) return [];
  const address = parseMirrorAddress(mirror.address);
  if (address === undefined) return online ? [unusableMirror(mirror.address)] : [];
  const open = lazy(async () => (await import('./network')).openHttp(options));
  const http: Pick<Http, 'getBytes'> = {
    getBytes: async (url, request) => (await open()).getBytes(url, request),
  };
  return [createMirrorSource({ address, only: mirror.only, store, now, http: online ? http : undefined })];
}

/** A mirror was meant, so silence about it would be wrong. */
function unusableMirror(address: string): EvidenceSource {
  const detail = address === '' ? phrase('it has no address') : phrase('its address is no web address');
  const gaps = MIRROR_FACTS.map((fact) => ({ source: 'mirror', why: 'unreadable', detail, fact }) as const);
  return {
    id: 'mirror',
    reach: 'public',
    facts: MIRROR_FACTS,
    lookup: (requests) => Promise.resolve(new Map(requests.map(({ key }) => [key, { gaps }]))),
  };
}

function storeOf({ cacheFolder, logger = nullLogger }: NetworkOptions): FactStore | undefined {
  return cacheFolder === undefined ? undefined : lazyStore(cacheFolder, logger);
}
