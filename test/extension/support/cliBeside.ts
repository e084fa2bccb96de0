import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckReport } from '../../../src/core/index';
import type { Addresses } from '../../faults/services';
import { extension } from './editor';

export interface Beside {
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** By the name of the dependency. */
  readonly verdicts: Readonly<Record<string, string>>;
}

interface BesideOptions {
  readonly folder: string;
  /** Where the cache is looked for. */
  readonly cacheHome: string;
  readonly addresses: Addresses;
  /** Ends the process in the middle of its first writing into the cache. */
  readonly dies?: boolean;
}

/** Runs `ospo-lens check` in a process of its own beside the editor, as a terminal would. */
export function checkBeside({ folder, cacheHome, addresses, dies = false }: BesideOptions): Promise<Beside> {
  const root = extension().extensionPath;
  const preload = pathToFileURL(join(root, 'test', 'faults', 'brokenDisk.mjs')).href;
  const env = {
    PATH: process.env['PATH'] ?? '',
    // The desktop editor's own program is a Node only on demand.
    ELECTRON_RUN_AS_NODE: '1',
    HOME: folder,
    XDG_CACHE_HOME: cacheHome,
    OSPO_LENS_PUBLIC_MIRRORS: addresses.npm,
    OSPO_LENS_DEPSDEV_URL: addresses.depsDev,
    OSPO_LENS_SCORECARD_URL: addresses.scorecard,
    OSPO_LENS_OSV_URL: addresses.osv,
    ...(dies && { NODE_OPTIONS: `--import ${preload}`, FAULT_CODE: 'SIGKILL', FAULT_FOLDER: cacheHome }),
  };
  const args = [join(root, 'dist', 'cli.js'), 'check', '--format', 'json', '--timeout', '20'];
  return new Promise((done) => {
    const child = execFile(process.execPath, args, { cwd: folder, env, timeout: 30_000 }, (_error, out) =>
      done({
        code: child.exitCode ?? undefined,
        signal: child.signalCode ?? undefined,
        verdicts: out.startsWith('{') ? verdictsIn(JSON.parse(out) as CheckReport) : {},
      }),
    );
  });
}

function verdictsIn({ dependencies }: CheckReport): Record<string, string> {
  return Object.fromEntries(dependencies.map(({ name, verdict }) => [name, verdict]));
}
