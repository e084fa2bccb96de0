import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckReport } from '../../src/core/index';
import { runCli } from '../cli/cli';
import type { Ran } from '../cli/cli';
import { npmrc, projectFiles } from './project';
import type { Addresses } from './services';
import { withoutDate } from './words';

export interface Project {
  readonly folder: string;
  /** Points it at another registry. */
  readonly move: (addresses: Addresses) => void;
  readonly remove: () => void;
}

/** Seconds that a run may take for its questions. */
export const BUDGET = 4;

export function writeProject(id: string, addresses: Addresses): Project {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-lens-fault-'));
  for (const [path, text] of Object.entries(projectFiles(id, addresses)))
    writeFileSync(join(folder, path), text);
  return {
    folder,
    move: ({ npm }) => writeFileSync(join(folder, '.npmrc'), npmrc(npm)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What one run of `check` said. */
export interface Checked {
  readonly ran: Ran;
  /** By the name of the dependency, without the id. */
  readonly verdicts: Readonly<Record<string, string>>;
  /** What is said of the package whose license stands in no lockfile. */
  readonly says: string;
}

interface CheckOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly seconds?: number;
}

/** Runs `check` as its own process, as a user does; settings of the machine do not count. */
export async function check(
  { folder }: Project,
  addresses: Addresses,
  { environment = {}, seconds = BUDGET }: CheckOptions = {},
): Promise<Checked> {
  const args = ['check', '--format', 'json', '--timeout', String(seconds)];
  const ran = await runCli(folder, args, { ...environmentFor(addresses), ...environment });
  const dependencies = ran.out.startsWith('{') ? (JSON.parse(ran.out) as CheckReport).dependencies : [];
  const short = (name: string) => name.replace(/^.*-(?=(denied|allowed)$)/, '');
  return {
    ran,
    verdicts: Object.fromEntries(dependencies.map(({ name, verdict }) => [short(name), verdict])),
    says: withoutDate(dependencies.find(({ name }) => name.endsWith('-allowed'))?.reasons[0]?.message ?? ''),
  };
}

/** The stand-in registry counts as the public one: else nobody but it would be asked. */
export function environmentFor({ npm, depsDev, scorecard, osv }: Addresses): Record<string, string> {
  return {
    OSPO_LENS_PUBLIC_MIRRORS: npm,
    OSPO_LENS_DEPSDEV_URL: depsDev,
    OSPO_LENS_SCORECARD_URL: scorecard,
    OSPO_LENS_OSV_URL: osv,
  };
}

export const REAL = { denied: 'denied', allowed: 'allowed', 'from-lockfile': 'allowed' };
export const NOT_KNOWN = { denied: 'unknown', allowed: 'unknown', 'from-lockfile': 'allowed' };
