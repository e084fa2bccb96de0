import type { EvidenceSource } from '../core/index';
import { createDepsDevSource } from './depsDev';
import { createHttp } from './http';
import type { Http } from './http';
import type { NetworkOptions, NetworkSourceId } from './networkOptions';
import { createNpmSource } from './npmRegistry';
import { createScorecardSource } from './scorecardApi';

export interface OpenNetworkOptions extends NetworkOptions {
  readonly depsDev: string;
  readonly scorecard: string;
}

/**
 * The door to the network: everything that speaks HTTP is behind it and is loaded with it, when the first question is
 * really asked. Hosts call `createNetworkSources` instead.
 */
export function openNetworkSources(
  options: OpenNetworkOptions,
): Readonly<Record<NetworkSourceId, EvidenceSource>> {
  const { npm, now, depsDev, scorecard, timeoutMs } = options;
  const http = openHttp(timeoutMs);
  return {
    npm: createNpmSource({ http, config: npm, now }),
    'deps.dev': createDepsDevSource({ http, baseUrl: depsDev, now }),
    scorecard: createScorecardSource({ http, baseUrl: scorecard, now }),
  };
}

/** The way out for everybody who is no source of evidence. */
export function openHttp(timeoutMs?: number): Http {
  return createHttp({ userAgent: 'ospo-lens', ...(timeoutMs !== undefined && { timeoutMs }) });
}
