import { readFileSync } from 'node:fs';
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isIP } from 'node:net';
import { checkServerIdentity, rootCertificates } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
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
  /** Hosts, with their ports, whose certificates are believed whoever made them. */
  readonly uncheckedHosts?: ReadonlySet<string>;
  /** By host, with its port. */
  readonly clientCertificates?: ReadonlyMap<string, ClientCertificate>;
}

/** Files (PEM) by which a host knows who asks. */
export interface ClientCertificate {
  readonly certFile: string;
  readonly keyFile: string;
}

/**
 * The agent for an address; `undefined` where Node's default one serves, which an editor may have replaced for its own
 * proxy support. Agents are kept, and their connections with them. Throws where the proxy is one that we do not speak to.
 */
export function createAgents(connection: Connection): (url: URL) => Agent | undefined {
  const agents = new Map<string, Agent | undefined>();
  const trusts = new Map<boolean, Trust>();
  const trustIn = (strictSsl: boolean): Trust => {
    const trust = trusts.get(strictSsl) ?? trustOf({ ...connection, strictSsl });
    trusts.set(strictSsl, trust);
    return trust;
  };
  const shownTo = ({ protocol, host }: URL): ClientCertificate | undefined =>
    protocol === 'https:' ? connection.clientCertificates?.get(host) : undefined;
  return (url) => {
    const proxy = proxyFor(url, connection.proxies);
    const strictSsl = connection.strictSsl !== false && connection.uncheckedHosts?.has(url.host) !== true;
    const client = shownTo(url);
    const key = `${url.protocol} ${String(strictSsl)} ${proxy?.href ?? ''} ${client === undefined ? '' : url.host}`;
    if (!agents.has(key)) {
      const trust = { ...trustIn(strictSsl), ...(client && identityIn(client)) };
      agents.set(key, agentFor(url.protocol === 'https:', proxy, trust));
    }
    return agents.get(key);
  };
}

interface Trust {
  readonly ca?: string[];
  readonly rejectUnauthorized?: false;
  readonly cert?: string;
  readonly key?: string;
}

function agentFor(secure: boolean, proxy: URL | undefined, trust: Trust): Agent | undefined {
  const isUsual = Object.keys(trust).length === 0;
  if (proxy === undefined)
    return secure && !isUsual ? new HttpsAgent({ keepAlive: true, ...trust }) : undefined;
  if (!secure) return new HttpProxyAgent(proxy, { keepAlive: true, ...trust });
  const agent = new TunnelAgent(proxy, { keepAlive: true, ...trust });
  // What the constructor takes is for the connection to the proxy; this is for the one through it.
  Object.assign(agent.options, trust);
  return agent;
}

/**
 * Through a tunnel Node is not told whose certificate it gets: the agent names hosts that have a name, but none that is an
 * address, and Node then checks for "localhost".
 */
class TunnelAgent extends HttpsProxyAgent<string> {
  override connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    const host = options.host?.replace(/^\[|\]$/g, '') ?? '';
    if (isIP(host) === 0) return super.connect(request, options);
    const identity = {
      checkServerIdentity: (_name: string, certificate: PeerCertificate) =>
        checkServerIdentity(host, certificate),
    };
    return super.connect(request, { ...options, ...identity });
  }
}

function trustOf({ caFiles = [], ca = [], strictSsl = true }: Connection): Trust {
  const own = [...ca, ...caFiles.map(readCertificates)].filter((text) => text.includes('BEGIN CERTIFICATE'));
  return {
    ...(own.length > 0 && { ca: [...rootCertificates, ...own] }),
    ...(!strictSsl && { rejectUnauthorized: false }),
  };
}

/** Without one of its files it is none. */
function identityIn({ certFile, keyFile }: ClientCertificate): Trust {
  const [cert, key] = [readCertificates(certFile), readCertificates(keyFile)];
  return cert === '' || key === '' ? {} : { cert, key };
}

/** A file that cannot be read adds nothing; the connection then says what it misses. */
function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
