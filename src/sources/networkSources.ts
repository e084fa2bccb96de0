import { nullLogger } from '../core/index';
import type { EvidenceRequest, EvidenceSource } from '../core/index';
import { cached } from './cache';
import { lazy } from './lazy';
import { lazyStore } from './lazyStore';
import { NETWORK_FACTS } from './networkOptions';
import type { NetworkOptions, NetworkSourceId } from './networkOptions';
import type { NpmConfig } from './npmConfig';

const HOUR = 3_600_000;
const DEPS_DEV = 'https://api.deps.dev';
const SCORECARD = 'https://api.scorecard.dev';

/**
 * The sources on the network, in order of trust: npm registry, deps.dev, Scorecard. Light: the modules that speak HTTP
 * are loaded when a question is not answered by the cache.
 */
export function createNetworkSources(options: NetworkOptions): EvidenceSource[] {
  const { npm, depsDev = DEPS_DEV, scorecard = SCORECARD } = options;
  const store =
    options.cacheFolder === undefined
      ? undefined
      : lazyStore(options.cacheFolder, options.logger ?? nullLogger);
  const open = lazy(async () => {
    const { openNetworkSources } = await import('./network');
    return openNetworkSources({
      ...options,
      depsDev: depsDev || DEPS_DEV,
      scorecard: scorecard || SCORECARD,
    });
  });
  const source = (
    id: NetworkSourceId,
    keyOf: (request: EvidenceRequest) => string | undefined,
  ): EvidenceSource => {
    const plain: EvidenceSource = {
      id,
      reach: id === 'npm' ? 'registry' : 'public',
      facts: NETWORK_FACTS[id],
      lookup: async (requests, signal) => (await open())[id].lookup(requests, signal),
    };
    return store === undefined ? plain : cached(plain, store, { keyOf, ...agesFrom(options) });
  };
  const sources = [source('npm', (request) => npmKey(npm, request))];
  if (depsDev !== false) sources.push(source('deps.dev', (request) => depsDevKey(depsDev, request)));
  if (scorecard !== false) sources.push(source('scorecard', (request) => scorecardKey(scorecard, request)));
  return sources;
}

function agesFrom({ maxAgeMs = 24 * HOUR, now }: NetworkOptions) {
  return { maxAgeMs, maxAgeNotFoundMs: Math.min(HOUR, maxAgeMs), now };
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
