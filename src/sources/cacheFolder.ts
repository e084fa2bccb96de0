import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the cache of all windows and the command line stands, by the custom of the platform. */
export function defaultCacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'ospo-lens', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'ospo-lens');
  const base = environment['XDG_CACHE_HOME'];
  return join(base !== undefined && base.startsWith('/') ? base : join(home, '.cache'), 'ospo-lens');
}
