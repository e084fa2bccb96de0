import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { NpmSettings } from './npmrc';

/**
 * The settings that the environment holds for a package manager: `npm_config_registry`, `npm_config_@acme:registry`.
 *
 * @see `loadEnv` of npm's config: names count in any letter case, those of credentials as they are.
 */
export function environmentSettings(
  environment: NodeJS.ProcessEnv,
  manager: 'npm' | 'pnpm' | 'yarn',
): NpmSettings {
  const start = manager === 'yarn' ? 'yarn_' : `${manager}_config_`;
  const entries = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    if (!name.toLowerCase().startsWith(start) || value === undefined || value === '') return [];
    const key = name.slice(start.length);
    return [[key.startsWith('//') ? key : key.replace(/(?!^)_/g, '-').toLowerCase(), value]];
  });
  return Object.fromEntries(entries);
}

/** Where npm's global settings are by default: the folder that `node` on the path is installed in. */
export function nodeIn(environment: NodeJS.ProcessEnv, platform = process.platform): string {
  const { APPDATA } = environment;
  if (platform === 'win32' && APPDATA !== undefined) return join(APPDATA, 'npm');
  const name = platform === 'win32' ? 'node.exe' : 'node';
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  // The editor runs on a Node of its own: npm's is the one that a terminal would find.
  const found = folders.find((folder) => existsSync(join(folder, name))) ?? dirname(process.execPath);
  return platform === 'win32' ? found : dirname(found);
}

/** Where pnpm and Bun keep the settings of a user. @see pnpm's page "config", Bun's page "bunfig.toml" */
export function managerFolders(
  environment: NodeJS.ProcessEnv,
  home: string,
  platform = process.platform,
): { readonly pnpm: string; readonly bun: string } {
  const { XDG_CONFIG_HOME: xdg, LOCALAPPDATA: local } = environment;
  const bun = xdg ?? home;
  if (xdg !== undefined) return { pnpm: join(xdg, 'pnpm'), bun };
  if (platform === 'darwin') return { pnpm: join(home, 'Library', 'Preferences', 'pnpm'), bun };
  if (platform === 'win32')
    return { pnpm: join(local ?? join(home, 'AppData', 'Local'), 'pnpm', 'config'), bun };
  return { pnpm: join(home, '.config', 'pnpm'), bun };
}
