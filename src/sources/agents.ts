import { readFileSync } from 'node:fs';
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { proxyFor } from './proxy';
import type { ProxySettings } from './proxy';

/** How services are reached: through which proxies, and whose certificates are believed. */
export interface Connection {
  /** In order of precedence. */
  readonly proxies: readonly ProxySettings[];
  /** Files with further certificate authorities (PEM), beside those that Node knows. */
  readonly caFiles?: readonly string[];
  /** The same, as text. */
  readonly ca?: readonly string[];
  /** `false` believes every certificate. */
  readonly strictSsl?: boolean;
}

/**
 * The agent for an address; `undefined` where Node's default one serves, which an editor may have replaced for its own
 * proxy support. Agents are kept, and their connections with them.
 */
export function createAgents(connection: Connection): (url: URL) => Agent | undefined {
  const agents = new Map<string, Agent | undefined>();
  let trust: Trust | undefined;
  return (url) => {
    const proxy = proxyFor(url, connection.proxies);
    const key = `${url.protocol} ${proxy?.href ?? ''}`;
    if (!agents.has(key)) {
      trust ??= trustOf(connection);
      agents.set(key, agentFor(url.protocol === 'https:', proxy, trust));
    }
    return agents.get(key);
  };
}

interface Trust {
  readonly ca?: string[];
  readonly rejectUnauthorized?: false;
}

function agentFor(secure: boolean, proxy: URL | undefined, trust: Trust): Agent | undefined {
  const isUsual = Object.keys(trust).length === 0;
  if (proxy === undefined)
    return secure && !isUsual ? new HttpsAgent({ keepAlive: true, ...trust }) : undefined;
  if (!secure) return new HttpProxyAgent(proxy, { keepAlive: true, ...trust });
  const agent = new HttpsProxyAgent(proxy, { keepAlive: true, ...trust });
  // What the constructor takes is for the connection to the proxy; this is for the one through it.
  Object.assign(agent.options, trust);
  return agent;
}

function trustOf({ caFiles = [], ca = [], strictSsl = true }: Connection): Trust {
  const own = [...ca, ...caFiles.map(readCertificates)].filter((text) => text.includes('BEGIN CERTIFICATE'));
  return {
    ...(own.length > 0 && { ca: [...rootCertificates, ...own] }),
    ...(!strictSsl && { rejectUnauthorized: false }),
  };
}

/** A file that cannot be read adds nothing; the connection then says what it misses. */
function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
