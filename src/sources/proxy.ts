import { BlockList, isIP } from 'node:net';

/** Which proxy to take, as somebody stated it. Empty texts say nothing. */
export interface ProxySettings {
  /** The proxy for `http:` addresses. */
  readonly http?: string | undefined;
  /** The proxy for `https:` addresses. */
  readonly https?: string | undefined;
  /** Hosts that are reached without a proxy, as `NO_PROXY` lists them. */
  readonly noProxy?: string | undefined;
  /** The settings that hold them, as whoever stated them calls them. */
  readonly from?: { readonly http: string; readonly https: string };
  /** Whether Node's default agent finds its way through such a proxy where we do not. */
  readonly isDelegable?: boolean;
}

/** A proxy is wanted that nobody here can speak to: going without it would be going past it. */
export class UnsupportedProxyError extends Error {
  /** @param from the setting. @param kind the scheme of its address, such as `socks5`. */
  constructor(
    readonly from: string,
    readonly kind: string,
  ) {
    super(`${from} names a proxy that is not supported: ${kind}`);
  }
}

/**
 * The proxy settings of the environment; the lower-case names come first, as in curl. `HTTP_PROXY` in capitals is not
 * read where a web server could have set it from a header (`REQUEST_METHOD`, CVE-2016-5385).
 */
export function proxyFromEnvironment(environment: NodeJS.ProcessEnv): ProxySettings {
  const get = (name: string): string | undefined => environment[name] || environment[name.toUpperCase()];
  const isCgi = environment['REQUEST_METHOD'] !== undefined;
  const [http, https] = [isCgi ? environment['http_proxy'] : get('http_proxy'), get('https_proxy')];
  const all = get('all_proxy');
  return {
    http: http || all,
    https: https || all,
    noProxy: get('no_proxy'),
    from: { http: http ? 'HTTP_PROXY' : 'ALL_PROXY', https: https ? 'HTTPS_PROXY' : 'ALL_PROXY' },
  };
}

/** npm's settings `proxy`, `https-proxy` and `noproxy`. */
export function proxyFromNpm(settings: Readonly<Record<string, string>>): ProxySettings {
  const get = (name: string): string | undefined => {
    const value = settings[name] ?? settings[name.replace('-', '_')];
    return value === 'null' || value === 'false' ? undefined : value;
  };
  return {
    http: get('proxy'),
    https: get('https-proxy') ?? get('proxy'),
    noProxy: get('noproxy'),
    from: {
      http: 'proxy (npm)',
      https: get('https-proxy') === undefined ? 'proxy (npm)' : 'https-proxy (npm)',
    },
  };
}

/**
 * The proxy for an address, or `undefined` where it is reached without one. The first of the settings that states a
 * proxy counts; every list of exceptions does.
 *
 * @returns an `http:` or `https:` address; of another kind (SOCKS, a PAC file) `undefined` where the default agent deals with it.
 * @throws UnsupportedProxyError where nobody does.
 */
export function proxyFor(url: URL, settings: readonly ProxySettings[]): URL | undefined {
  const of = ({ http, https }: ProxySettings): string => (url.protocol === 'https:' ? https : http) ?? '';
  const chosen = settings.find((each) => of(each) !== '');
  if (chosen === undefined) return undefined;
  const proxy = of(chosen);
  if (settings.some(({ noProxy = '' }) => isExcepted(url, noProxy))) return undefined;
  const address = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (/^https?:\/\/[^/]/i.test(address) && URL.canParse(address)) return new URL(address);
  if (chosen.isDelegable === true) return undefined;
  const from = chosen.from?.[url.protocol === 'https:' ? 'https' : 'http'] ?? '';
  throw new UnsupportedProxyError(from, /^([\w+.-]*):\/\//.exec(address)?.[1] ?? '');
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
