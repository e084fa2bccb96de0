import type { NpmConfig } from './npmConfig';

/**
 * The header that a registry wants to see, from the user's npm settings; empty where they hold no credentials for this
 * very address, or for a folder above it.
 *
 * Not taken from a library: `registry-auth-token` puts any variable of the environment into a token that reads `$NAME`,
 * which would let the settings of a workspace choose a secret and the host that gets it.
 *
 * @see `getAuth` of npm-registry-fetch
 */
export function authorizationFor(registry: string, config: NpmConfig): Readonly<Record<string, string>> {
  if (!mayCarryCredentials(new URL(registry), config)) return {};
  const { host, pathname } = new URL(registry);
  for (let at = `//${host}${pathname}`; at.length > 2; at = at.replace(/([^/]+|\/)$/, '')) {
    const authorization = authorizationAt(at, config.credentials);
    if (authorization !== undefined) return { authorization };
  }
  return {};
}

/** Nobody may read on the way, unless the user's own settings name the very host without protection. */
function mayCarryCredentials(registry: URL, { plainHosts }: NpmConfig): boolean {
  const isLoopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(registry.hostname);
  return registry.protocol === 'https:' || isLoopback || plainHosts.has(registry.host);
}

function authorizationAt(at: string, settings: NpmConfig['credentials']): string | undefined {
  const get = (name: string): string | undefined => settings[`${at}:${name}`]?.trim() || undefined;
  const token = get('_authToken');
  if (token !== undefined) return `Bearer ${token}`;
  const basic = get('_auth');
  if (basic !== undefined) return `Basic ${basic}`;
  const [name, password] = [get('username'), get('_password')];
  if (name === undefined || password === undefined) return undefined;
  const pair = `${name}:${Buffer.from(password, 'base64').toString('utf8')}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
