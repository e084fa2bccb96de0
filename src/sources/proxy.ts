import { BlockList, isIP } from 'node:net';

/** Which proxy to take, as somebody stated it. Empty texts say nothing. */
export interface ProxySettings {
  /** The proxy for `http:` addresses. */
  readonly http?: string | undefined;
  /** The proxy for `https:` addresses. */
  readonly https?: string | undefined;
  /** Hosts that are reached without a proxy, as `NO_PROXY` lists them. */
  readonly noProxy?: string | undefined;
}

/**
 * The proxy settings of the environment; the lower-case names come first, as in curl. `HTTP_PROXY` in capitals is not
 * read where a web server could have set it from a header (`REQUEST_METHOD`, CVE-2016-5385).
 */
export function proxyFromEnvironment(environment: NodeJS.ProcessEnv): ProxySettings {
  const get = (name: string): string | undefined => environment[name] || environment[name.toUpperCase()];
  const isCgi = environment['REQUEST_METHOD'] !== undefined;
  return {
    http: isCgi ? environment['http_proxy'] : get('http_proxy'),
    https: get('https_proxy'),
    noProxy: get('no_proxy'),
  };
}

/** npm's settings `proxy`, `https-proxy` and `noproxy`. */
export function proxyFromNpm(settings: Readonly<Record<string, string>>): ProxySettings {
  const get = (name: string): string | undefined => {
    const value = settings[name] ?? settings[name.replace('-', '_')];
    return value === 'null' || value === 'false' ? undefined : value;
  };
  return { http: get('proxy'), https: get('https-proxy') ?? get('proxy'), noProxy: get('noproxy') };
}

/**
 * The proxy for an address, or `undefined` where it is reached without one. The first of the settings that states a
 * proxy counts; every list of exceptions does.
 *
 * @returns an `http:` or `https:` address; a proxy of another kind (SOCKS) is not supported and counts as none.
 */
export function proxyFor(url: URL, settings: readonly ProxySettings[]): URL | undefined {
  const stated = settings.map(({ http, https }) => (url.protocol === 'https:' ? https : http));
  const proxy = stated.find((address) => address !== undefined && address !== '');
  if (proxy === undefined) return undefined;
  if (settings.some(({ noProxy = '' }) => isExcepted(url, noProxy))) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  return parsed !== undefined && /^https?:$/.test(parsed.protocol) ? parsed : undefined;
}

/** Names stand for their subdomains, too; `*` for everything; a port or a range of addresses may be given. */
function isExcepted(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry, host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = entry, wanted] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (wanted !== undefined && wanted !== port) return false;
  const bare = name.replace(/^\*?\.|^\[|\]$/g, '');
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
}

function isInRange(range: string, host: string): boolean {
  const [address = '', bits = ''] = range.split('/');
  const [family, of] = [isIP(address), isIP(host)];
  if (family === 0 || family !== of || !/^\d{1,3}$/.test(bits)) return false;
  if (Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
