import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CheckReport } from '../../src/core/index';

/** The built program, run as a user runs it. */

export const ROOT = resolve(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'dist', 'cli.js');
export const FIXTURES = join(ROOT, 'test', 'fixtures');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own with a copy of a fixture: nothing above it can speak for it. */
export interface Workspace {
  readonly folder: string;
  readonly remove: () => void;
}

export function buildOnce(): void {
  if (!existsSync(CLI)) execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
}

export function copyFixture(name: string): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-lens-cli-'));
  cpSync(join(FIXTURES, name), folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Runs the command line in a folder, without the settings of the machine. Kills it after 15 seconds: nothing may hang.
 *
 * @param stop aborted: Ctrl+C is pressed
 */
export function runCli(
  cwd: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  stop?: AbortSignal,
): Promise<Ran> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: cwd,
    XDG_CACHE_HOME: join(cwd, '.cache'),
    ...environment,
  };
  return new Promise((done) => {
    const options = { cwd, env, timeout: 15_000 };
    const child = execFile(process.execPath, [CLI, ...args], options, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code ?? -1), out, err }),
    );
    stop?.addEventListener('abort', () => child.kill('SIGINT'));
  });
}

export async function checkJson(
  cwd: string,
  args: readonly string[],
): Promise<{ ran: Ran; report: CheckReport }> {
  const ran = await runCli(cwd, ['check', ...args, '--format', 'json']);
  return { ran, report: JSON.parse(ran.out) as CheckReport };
}
