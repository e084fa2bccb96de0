import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { asRecord, asString } from './json';
import type { Json } from './json';
import type { NpmSettings } from './npmrc';

/**
 * The registries that the settings of other package managers name, in npm's words: `registry` and `@scope:registry`.
 * Nothing else is taken from them, least of all credentials. Readers throw on text that is not of their format.
 */
export type SettingsReader = (text: string) => NpmSettings;

/** `pnpm-workspace.yaml`, and pnpm's `config.yaml` of a user. @see pnpm's pages "Settings" and "Registries" */
export const readPnpmYaml: SettingsReader = (text) => {
  const document = recordOf(parseYaml(text));
  const plain = Object.entries(document).filter(([key]) => key === 'registry' || key.endsWith(':registry'));
  const registries = Object.entries(asRecord(document['registries']) ?? {});
  return collect([...plain, ...registries.flatMap(registryEntries)]);
};

/** `default: <address>`, `'@scope': <address>`, or `<address>: { scopes: ['@scope'] }`, where `@` means all the rest. */
function registryEntries([key, value]: readonly [string, unknown]): [string, unknown][] {
  if (typeof value === 'string') return [[key === 'default' ? 'registry' : `${key}:registry`, value]];
  const scopes = asRecord(value)?.['scopes'];
  const names = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
  return names.map((scope) => [scope === '@' ? 'registry' : `${scope}:registry`, key]);
}

/** `.yarnrc.yml` of Yarn 2 and later. @see Yarn's page "Yarnrc files" */
export const readYarnYaml: SettingsReader = (text) => {
  const document = recordOf(parseYaml(text));
  const scopes = Object.entries(asRecord(document['npmScopes']) ?? {});
  return collect([
    ['registry', document['npmRegistryServer']],
    ...scopes.map(([scope, of]) => [scopeKey(scope), asRecord(of)?.['npmRegistryServer']] as const),
  ]);
};

/** `.yarnrc` of Yarn 1: lines of a key and a value. */
export const readYarnClassic: SettingsReader = (text) => {
  const lines = text.matchAll(/^\s*"?((?:@[^\s:"]+:)?registry)"?\s*:?\s+"?([^\s"]+)"?\s*$/gm);
  return collect([...lines].map(([, key = '', value]) => [key, value]));
};

/** `bunfig.toml`. @see Bun's page "bunfig.toml" */
export const readBunfig: SettingsReader = (text) => {
  const install = asRecord(recordOf(parseToml(text))['install']) ?? {};
  const scopes = Object.entries(asRecord(install['scopes']) ?? {});
  return collect([
    ['registry', bunAddress(install['registry'])],
    ...scopes.map(([scope, of]) => [scopeKey(scope), bunAddress(of)] as const),
  ]);
};

function bunAddress(value: unknown): unknown {
  return asRecord(value)?.['url'] ?? value;
}

function scopeKey(scope: string): string {
  return `${scope.startsWith('@') ? '' : '@'}${scope}:registry`;
}

function collect(entries: readonly (readonly [string, unknown])[]): NpmSettings {
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const address = asString(value);
      return address === undefined ? [] : [[key, address]];
    }),
  );
}

/** An empty file says nothing; anything that is no mapping is not a settings file. */
function recordOf(value: unknown): Json {
  const record = asRecord(value ?? {});
  if (record === undefined) throw new TypeError('not a mapping');
  return record;
}
