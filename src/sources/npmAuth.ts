import registryAuthToken from 'registry-auth-token';
import type { NpmConfig } from './npmConfig';

/**
 * The header that a registry wants to see, from the user's npm settings; empty where they hold no credentials for this
 * very address.
 */
export function authorizationFor(registry: string, config: NpmConfig): Readonly<Record<string, string>> {
  const found = registryAuthToken(registry, { recursive: true, npmrc: { ...config.credentials } });
  if (found === undefined) return {};
  return { authorization: `${found.type} ${found.token}` };
}
