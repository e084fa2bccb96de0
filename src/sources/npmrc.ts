import { parse } from 'ini';

/** Settings in npm's words, as text: `registry`, `@scope:registry`, `//host/path/:_authToken`, … */
export type NpmSettings = Readonly<Record<string, string>>;

/** Settings of one origin. Keys of scopes are in lower case; an address of the environment is expanded already. */
export interface SettingsLayer {
  /** Whether the workspace states it, and not the user, the machine or the environment. */
  readonly isWorkspace: boolean;
  readonly settings: NpmSettings;
}

/** What one package manager would go by: its layers, the closest first. */
export type SettingsStack = readonly SettingsLayer[];

/**
 * Reads the settings of an `.npmrc` that are single values; sections are passed over, and lists but for certificates
 * (`ca[]`). The ini reader is npm's own, so quotes and comments mean what they mean to npm.
 */
export function parseNpmrc(text: string): NpmSettings {
  const stated = parse(text.replace(/^\uFEFF/, ''));
  return Object.fromEntries(
    Object.entries(stated).flatMap(([key, value]): [string, string][] => {
      if (typeof value === 'string') return [[key, value]];
      // The reader makes values of `true` and `false`.
      if (typeof value === 'boolean') return [[key, String(value)]];
      return key === 'ca' && Array.isArray(value) ? [[key, value.map(String).join('\n')]] : [];
    }),
  );
}

/**
 * Replaces `${VAR}` and `${VAR?}` by environment variables as npm does, and `${VAR-text}` and `${VAR:-text}` as pnpm and
 * Yarn do. An unset `${VAR}` and one behind a backslash stay.
 */
export function expandEnvironment(value: string, environment: NodeJS.ProcessEnv): string {
  return value.replace(
    /(\\?)\$\{([^${}?:-]+)(\?|:?-[^${}]*)?\}/g,
    (whole, escaped: string, name: string, otherwise?: string) => {
      if (escaped !== '') return whole.slice(1);
      const found = environment[name];
      if (otherwise === undefined || otherwise === '?') return found ?? (otherwise === '?' ? '' : whole);
      const isSet = found !== undefined && (found !== '' || !otherwise.startsWith(':'));
      return isSet ? found : otherwise.replace(/^:?-/, '');
    },
  );
}

/** Whether a setting asks for environment variables, in any of the ways of the package managers. */
export function asksEnvironment(value: string): boolean {
  return value.includes('$');
}
