import { defaultUrl } from 'registry-url';
import type { ClientCertificate } from './agents';
import type { NpmSettings, SettingsLayer, SettingsStack } from './npmrc';
import { isAddress, openRegistries } from './registryAddress';
import { readStacks } from './registryFiles';
import type { SettingsPlace } from './registryFiles';
import { hostsIn } from './workspaceSettings';

/** What the settings of package managers say about registries. Addresses end with `/`. */
export interface NpmConfig {
  /** The address of the public npm registry: npm's own default. */
  readonly publicRegistry: string;
  /**
   * The registry that a package belongs to. Decides privacy; not every one may be asked, and where a setting cannot be
   * understood it is the text of the setting.
   */
  readonly registryOf: (packageName: string) => string;
  /** The same registry, where it may be asked; `undefined` where only an untrusted workspace names it. */
  readonly askableRegistryOf: (packageName: string) => string | undefined;
  /** Whether a registry is mapped to this scope (`@acme`) on its own. */
  readonly mapsScope: (scope: string) => boolean;
  /** Settings that may hold credentials, for hosts that the user named. Never shown, never logged. */
  readonly credentials: NpmSettings;
  /** Hosts that may be given credentials over plain HTTP, because the user named them so. */
  readonly plainHosts: ReadonlySet<string>;
  /** What the user's own settings say about proxies and certificates: `proxy`, `noproxy`, `cafile`, … */
  readonly connection: NpmSettings;
  /**
   * Hosts whose certificates are not checked: registries that the user's own settings name, where those say
   * `strict-ssl=false`.
   */
  readonly uncheckedHosts: ReadonlySet<string>;
  /** By host, with its port: what the user's own settings show a registry that wants to see who asks. */
  readonly clientCertificates: ReadonlyMap<string, ClientCertificate>;
}

export interface NpmConfigOptions extends SettingsPlace {
  /** Whether the workspace is trusted: else its settings can make a name private, and nothing more. */
  readonly trusted: boolean;
  /** Registries that the user declares to be mirrors of the public one. */
  readonly publicMirrors?: readonly string[];
}

/**
 * Reads the settings of npm in npm's order (environment, project, user, global), and what pnpm, Yarn and Bun say about
 * registries. A package belongs to a private registry as soon as one of them says so. Never rejects.
 *
 * A workspace never sends a secret of the environment to a host of its own choosing: see `workspaceSettings`.
 */
export async function readNpmConfig(options: NpmConfigOptions): Promise<NpmConfig> {
  return configFrom(await readStacks(options), options);
}

/**
 * The meaning of npm settings that are merged already.
 *
 * @param trusted the settings that may cause requests; without it, all of them.
 */
export function npmConfigFrom(settings: NpmSettings, trusted?: NpmSettings): NpmConfig {
  const user = { isWorkspace: false, settings: trusted ?? settings };
  const stack = trusted === undefined ? [user] : [{ isWorkspace: true, settings }, user];
  return configFrom([stack], { trusted: trusted === undefined });
}

/** @param stacks one per package manager and folder, npm's first. */
function configFrom(
  stacks: readonly SettingsStack[],
  { trusted, publicMirrors = [] }: Pick<NpmConfigOptions, 'trusted' | 'publicMirrors'>,
): NpmConfig {
  const isOpen = openRegistries(defaultUrl, publicMirrors);
  const own = stacks.map((stack) => stack.filter(({ isWorkspace }) => !isWorkspace));
  const believed = trusted ? stacks : own;
  // An untrusted workspace can only add registries to choose from: it makes names private, never public.
  const all = trusted ? stacks : [...own, ...stacks];
  const choose = (name: string): string => {
    const registries = registriesIn(all, name);
    return registries.find((registry) => !isOpen(registry)) ?? registries[0] ?? defaultUrl;
  };
  // Packages of one scope share their registry, and a tree has thousands of names.
  const chosen = new Map<string, string>();
  const registryOf = (name: string): string => {
    const scope = scopeIn(name) ?? '';
    const known = chosen.get(scope) ?? choose(name);
    chosen.set(scope, known);
    return known;
  };
  const layers = stacks.flat();
  return {
    publicRegistry: defaultUrl,
    registryOf,
    askableRegistryOf: (name) => {
      const registry = registryOf(name);
      const isBelieved = registriesIn(believed, name).includes(registry) || registry === defaultUrl;
      return isBelieved && isAddress(registry) ? registry : undefined;
    },
    mapsScope: (scope) => layers.some(({ settings }) => settings[scopeKey(scope)] !== undefined),
    credentials: credentialsIn(believed.flat()),
    plainHosts: plainHostsIn(own.flat()),
    connection: connectionIn(own.flat()),
    uncheckedHosts: uncheckedHostsIn(own),
    clientCertificates: clientCertificatesIn(credentialsIn(own.flat())),
  };
}

const CONNECTION = /^(?:https[-_]proxy|proxy|noproxy|cafile|ca)$/;

/** A workspace does not choose through whom the user's questions go, nor whom to believe. */
function connectionIn(layers: readonly SettingsLayer[]): NpmSettings {
  const entries = layers.toReversed().flatMap(({ settings }) => Object.entries(settings));
  return Object.fromEntries(entries.filter(([key]) => CONNECTION.test(key)));
}

/** npm means registries alone by it, and so do we. A workspace does not say whose certificates to believe. */
function uncheckedHostsIn(stacks: readonly SettingsStack[]): ReadonlySet<string> {
  const [npm = []] = stacks;
  if (settingIn(npm, 'strict-ssl') !== 'false') return new Set();
  return new Set([new URL(defaultUrl).host, ...hostsIn(npm.map(({ settings }) => settings))]);
}

/** `//host/path/:certfile` and `:keyfile`, which count together. A workspace names no file of the user's. */
function clientCertificatesIn(settings: NpmSettings): ReadonlyMap<string, ClientCertificate> {
  const found = new Map<string, ClientCertificate>();
  for (const [key, certFile] of Object.entries(settings)) {
    const [, place = '', host = ''] = /^(\/\/([^/]+)\/.*):certfile$/.exec(key) ?? [];
    const keyFile = settings[`${place}:keyfile`] ?? '';
    if (host !== '' && certFile !== '' && keyFile !== '')
      found.set(host.toLowerCase(), { certFile, keyFile });
  }
  return found;
}

/** What each stack names for a package, those that name its scope first. */
function registriesIn(stacks: readonly SettingsStack[], name: string): string[] {
  const scope = scopeIn(name);
  const key = scope === undefined ? 'registry' : scopeKey(scope);
  const stated = stacks.map((stack) => ({
    own: settingIn(stack, key),
    general: settingIn(stack, 'registry'),
  }));
  const scoped = stated.flatMap(({ own }) => own ?? []);
  const general = stated.flatMap(({ own, general }) => (own === undefined ? (general ?? []) : []));
  return [...scoped, ...general].map(withSlash);
}

function settingIn(stack: SettingsStack, key: string): string | undefined {
  return stack.map(({ settings }) => settings[key]).find((value) => value !== undefined && value !== '');
}

function scopeIn(name: string): string | undefined {
  return name.startsWith('@') ? /^@[^/]+/.exec(name)?.[0] : undefined;
}

function scopeKey(scope: string): string {
  return `${scope.toLowerCase()}:registry`;
}

function withSlash(address: string): string {
  return !isAddress(address) || address.endsWith('/') ? address : `${address}/`;
}

/** Of layers that state the same, the closer one counts. */
function credentialsIn(layers: readonly SettingsLayer[]): NpmSettings {
  const entries = layers.toReversed().flatMap(({ settings }) => Object.entries(settings));
  return Object.fromEntries(entries.filter(([key]) => key.startsWith('//')));
}

function plainHostsIn(layers: readonly SettingsLayer[]): ReadonlySet<string> {
  const values = layers.flatMap(({ settings }) => Object.values(settings));
  const plain = values.filter((value) => /^http:\/\//i.test(value) && isAddress(value));
  return new Set(plain.map((address) => new URL(address).host));
}
