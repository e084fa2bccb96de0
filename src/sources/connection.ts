import type { Connection } from './agents';
import type { ConnectionOptions } from './networkOptions';
import type { NpmConfig } from './npmConfig';
import { proxyFromEnvironment, proxyFromNpm } from './proxy';

const EDITOR = { http: 'http.proxy', https: 'http.proxy' } as const;

/** What the settings of npm say of connections. */
export type NpmConnection = Pick<NpmConfig, 'connection' | 'uncheckedHosts' | 'clientCertificates'>;

/**
 * How services are reached: as the host was told (an editor's `http.proxy`), else as npm is (the user's `proxy`,
 * `https-proxy`, `noproxy`, `cafile` and `ca`, never a workspace's), else as the environment says (`HTTPS_PROXY`,
 * `HTTP_PROXY`, `NO_PROXY`).
 *
 * @param config the settings of npm.
 */
export function connectionFrom(options: ConnectionOptions = {}, config?: NpmConnection): Connection {
  const { proxy, noProxy = [], strictSsl = true, caFile, environment = process.env } = options;
  const { connection: npm = {}, uncheckedHosts, clientCertificates } = config ?? {};
  const isDelegable = options.ownProxies === true;
  const files = [caFile, npm['cafile']].flatMap((file) => file || []);
  const ca = npm['ca'];
  const hasOwn = files.length > 0 || ca !== undefined;
  // Node adds these to its own list by itself, but not to one that is given.
  const extra = hasOwn ? [environment['NODE_EXTRA_CA_CERTS']].flatMap((file) => file || []) : [];
  return {
    proxies: [
      { http: proxy, https: proxy, noProxy: noProxy.join(','), from: EDITOR, isDelegable },
      proxyFromNpm(npm),
      { ...proxyFromEnvironment(environment), isDelegable },
    ],
    caFiles: [...files, ...extra],
    // npm writes line breaks as two characters.
    ca: ca === undefined ? [] : [ca.replaceAll('\\n', '\n')],
    strictSsl,
    ...(uncheckedHosts && { uncheckedHosts }),
    ...(clientCertificates && { clientCertificates }),
  };
}
