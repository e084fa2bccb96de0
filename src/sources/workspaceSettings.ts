import { asksEnvironment, expandEnvironment } from './npmrc';
import type { NpmSettings } from './npmrc';
import { isAddress } from './registryAddress';

/** An address that is altogether the environment's, so that nothing can be put into a host of the workspace. */
const WHOLE_VARIABLE = /^\$\{[^${}]+\}\/?$/;

/**
 * What of a workspace's settings counts, even in a trusted workspace: whoever wrote them could otherwise have any
 * variable of the environment sent to a server of theirs.
 *
 * - Credentials may take variables where a setting of the user's own names their host; else they are left out.
 * - A registry may be one variable that holds a whole address. Any other one with variables stays as it is written: it
 *   keeps names private, and is not asked.
 *
 * @param hosts the hosts that settings of the user, of the machine or of the environment name.
 */
export function workspaceSettings(
  settings: NpmSettings,
  environment: NodeJS.ProcessEnv,
  hosts: ReadonlySet<string>,
): NpmSettings {
  const entries = Object.entries(settings).flatMap(([key, value]): [string, string][] => {
    if (!asksEnvironment(key + value)) return [[key, value]];
    if (!key.startsWith('//')) return [[key, wholeAddress(value, environment) ?? value]];
    const isOwn = !asksEnvironment(key) && hosts.has(hostOfKey(key));
    return isOwn ? [[key, expandEnvironment(value, environment)]] : [];
  });
  return Object.fromEntries(entries);
}

/** The hosts that settings name: in their registries, and in the keys of credentials. Ports included. */
export function hostsIn(layers: readonly NpmSettings[]): ReadonlySet<string> {
  const entries = layers.flatMap((settings) => Object.entries(settings));
  return new Set(
    entries.flatMap(([key, value]) => {
      if (key.startsWith('//')) return [hostOfKey(key)];
      return isAddress(value) ? [new URL(value).host] : [];
    }),
  );
}

/** `//host:8080/path/:_authToken` → `host:8080` */
function hostOfKey(key: string): string {
  const host = /^\/\/([^/]+?)(?:\/|:_|:username|:email|$)/.exec(key)?.[1] ?? '';
  return host.toLowerCase();
}

/** A secret that is no address is not put into a place where addresses are shown. */
function wholeAddress(value: string, environment: NodeJS.ProcessEnv): string | undefined {
  const expanded = WHOLE_VARIABLE.test(value) ? expandEnvironment(value, environment) : '';
  return isAddress(expanded) ? expanded : undefined;
}
