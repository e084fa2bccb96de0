import semver from 'semver';
import type { EvidenceRequest, EvidenceSource } from '../core/index';
import { createAgents } from './agents';
import type { FactStore } from './cache';
import { connectionFrom } from './connection';
import { createDepsDevSource } from './depsDev';
import { askDepsDev } from './depsDevAsk';
import type { DepsDevAsk } from './depsDevAsk';
import { createHttp } from './http';
import type { Http } from './http';
import type { NetworkOptions } from './networkOptions';
import type { NetworkPart } from './networkParts';
import { readNpmConfig } from './npmConfig';
import { createNpmDocuments, createNpmVersions } from './npmRegistry';
import { createOsvSource } from './osv';
import { revalidating } from './revalidating';
import { createScorecardSource } from './scorecardApi';
import { ADDRESSES } from './services';

/**
 * The door to the network: everything that speaks HTTP is behind it and is loaded with it, when the first question is
 * really asked. Hosts call `createNetworkSources` instead.
 */
export function openNetworkSources(
  options: NetworkOptions,
  store: FactStore | undefined,
): Readonly<Record<NetworkPart, EvidenceSource>> {
  const { npm, now, depsDev, scorecard, osv, mirror, admitsLatest } = options;
  const plain = openHttp(options);
  const http = store === undefined ? plain : revalidating(plain, store);
  const registry = { http, config: npm, now };
  const baseUrl = depsDev || ADDRESSES.depsDev;
  return {
    versions: createNpmVersions({
      ...registry,
      ...(admitsLatest && { admitsLatest }),
      takesBatches: async (requests, signal) =>
        depsDev !== false &&
        mirror?.only !== true &&
        takesBatches(requests, askDepsDev(http, baseUrl, { signal })),
    }),
    'deps.dev': createDepsDevSource({ http, baseUrl, now, advisoriesElsewhere: osv !== false }),
    osv: createOsvSource({ http, baseUrl: osv || ADDRESSES.osv, now }),
    documents: createNpmDocuments(registry),
    scorecard: createScorecardSource({ http, baseUrl: scorecard || ADDRESSES.scorecard, now }),
  };
}

/** Asks about a version that a range names: no service learns more than it will be asked for anyway. */
async function takesBatches(requests: readonly EvidenceRequest[], ask: DepsDevAsk): Promise<boolean> {
  for (const { name, range } of requests) {
    const lowest = semver.validRange(range) === null ? null : semver.minVersion(range);
    if (lowest !== null) return ask.takesBatches({ name, version: lowest.version });
  }
  return true;
}

type OpenHttpOptions = Partial<Pick<NetworkOptions, 'timeoutMs' | 'connection' | 'npm' | 'circuit'>>;

/**
 * The way out for what belongs to no project, such as a policy's documents: by the user's own settings of npm, where the
 * host was told no other way.
 */
export async function openUserHttp(options: Omit<OpenHttpOptions, 'npm'> = {}): Promise<Http> {
  const { environment } = options.connection ?? {};
  const npm = await readNpmConfig({ trusted: false, ...(environment && { environment }) });
  return openHttp({ ...options, npm });
}

/** The way out for everybody who knows the settings of its project. */
export function openHttp({ timeoutMs, connection, npm, circuit }: OpenHttpOptions = {}): Http {
  return createHttp({
    userAgent: 'ospo-lens',
    agentFor: createAgents(connectionFrom(connection, npm)),
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(circuit && { circuit }),
  });
}
