import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { defaultUrl } from 'registry-url';
import { expandEnvironment, parseNpmrc } from './npmrc';
import type { NpmSettings } from './npmrc';

/** What npm's settings say about registries. Addresses end with `/`. */
export interface NpmConfig {
  /** The address of the public npm registry: npm's own default. */
  readonly publicRegistry: string;
  /** The registry that a package belongs to. Decides privacy; not every one may be asked. */
  readonly registryOf: (packageName: string) => string;
  /** The same registry, where it may be asked; `undefined` where only an untrusted workspace names it. */
  readonly askableRegistryOf: (packageName: string) => string | undefined;
  /** Whether a registry is mapped to this scope (`@acme`) on its own. */
  readonly mapsScope: (scope: string) => boolean;
  /** Settings that may hold credentials, for hosts that the user named. Never shown, never logged. */
  readonly credentials: NpmSettings;
}

export interface NpmConfigOptions {
  /** The folder whose `.npmrc` is the project's. */
  readonly root?: string;
  /** Whether the workspace is trusted: else the project's `.npmrc` can make a name private, and nothing more. */
  readonly trusted: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  readonly home?: string;
}

/**
 * Reads npm's settings in npm's order: environment, project, user, global. A file that cannot be read counts as empty.
 *
 * A project's `.npmrc` never sends a secret of the environment to a host of its own choosing: credentials and
 * addresses of the project that contain `${VAR}` are left out.
 */
export async function readNpmConfig(options: NpmConfigOptions): Promise<NpmConfig> {
  const environment = options.environment ?? process.env;
  const own = environmentSettings(environment);
  const userFile = own['userconfig'] ?? join(options.home ?? homedir(), '.npmrc');
  const globalFile = own['globalconfig'] ?? join(globalPrefix(own, environment), 'etc', 'npmrc');
  const projectFile = options.root === undefined ? undefined : resolve(options.root, '.npmrc');
  const global = expandAll(await readSettings(globalFile), environment);
  const user = expandAll(await readSettings(userFile), environment);
  const project =
    projectFile === undefined || projectFile === resolve(userFile) ? {} : await readSettings(projectFile);
  const all = { ...global, ...user, ...projectSettings(project, environment), ...own };
  return npmConfigFrom(all, options.trusted ? all : { ...global, ...user, ...own });
}

/**
 * The meaning of settings that are merged already.
 *
 * @param trusted the settings that may cause requests; without it, all of them.
 */
export function npmConfigFrom(settings: NpmSettings, trusted: NpmSettings = settings): NpmConfig {
  const registryOf = (packageName: string): string => registryIn(settings, packageName);
  return {
    publicRegistry: defaultUrl,
    registryOf,
    askableRegistryOf: (packageName) => {
      const registry = registryOf(packageName);
      return registryIn(trusted, packageName) === registry ? registry : undefined;
    },
    mapsScope: (scope) => addressOf(settings[`${scope}:registry`]) !== undefined,
    credentials: Object.fromEntries(Object.entries(trusted).filter(([key]) => key.startsWith('//'))),
  };
}

function registryIn(settings: NpmSettings, packageName: string): string {
  const scope = /^@[^/]+/.exec(packageName)?.[0] ?? '';
  return addressOf(settings[`${scope}:registry`]) ?? addressOf(settings['registry']) ?? defaultUrl;
}

function addressOf(value: string | undefined): string | undefined {
  if (value === undefined || !/^https?:\/\//i.test(value)) return undefined;
  return value.endsWith('/') ? value : `${value}/`;
}

async function readSettings(file: string): Promise<NpmSettings> {
  return parseNpmrc(await readFile(file, 'utf8').catch(() => ''));
}

function environmentSettings(environment: NodeJS.ProcessEnv): NpmSettings {
  const settings: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    const key = /^npm_config_(.+)$/i.exec(name)?.[1];
    if (key === undefined || value === undefined || value === '') continue;
    settings[key.startsWith('@') || key.startsWith('//') ? key : key.toLowerCase()] = value;
  }
  return settings;
}

function projectSettings(settings: NpmSettings, environment: NodeJS.ProcessEnv): NpmSettings {
  const kept = Object.entries(settings).filter(
    ([key, value]) => !(value.includes('${') && (key.startsWith('//') || /^https?:/i.test(value))),
  );
  return expandAll(Object.fromEntries(kept), environment);
}

function expandAll(settings: NpmSettings, environment: NodeJS.ProcessEnv): NpmSettings {
  const entries = Object.entries(settings);
  return Object.fromEntries(entries.map(([key, value]) => [key, expandEnvironment(value, environment)]));
}

/** Where npm looks for its global settings when nobody says otherwise: beside the running Node. */
function globalPrefix(settings: NpmSettings, environment: NodeJS.ProcessEnv): string {
  const beside =
    process.platform === 'win32' ? dirname(process.execPath) : dirname(dirname(process.execPath));
  return settings['prefix'] ?? environment['PREFIX'] ?? beside;
}
