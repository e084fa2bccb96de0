import { resolve } from 'node:path';
import {
  outboundOf,
  outboundReport,
  outboundRequests,
  outboundText,
  parseManifest,
  resolveCatalogs,
} from '../core/index';
import type { Outbound, Problem } from '../core/index';
import { lockedTree } from '../sources/lockfiles';
import { wayTo } from '../sources/project';
import type { Command } from './args';
import { createEnvironments } from './environment';
import type { Environments } from './environment';
import type { Output } from './output';
import { isPolicyMissing, reportErrors } from './policyProblems';
import type { Run } from './run';
import { manifestsIn } from './scanFiles';
import { readText } from './workspace';

type Sent = Extract<Command, { name: 'sent' }>;

/** What one manifest would send, and what could not be read of it. */
interface Sending {
  readonly manifest: string;
  readonly outbound: Outbound;
  readonly problems: readonly Problem[];
}

/** Prints who would learn what about the dependencies below some paths. Sends nothing. Answers the exit code. */
export async function runSent(command: Sent, run: Run, output: Output): Promise<number> {
  const files = await manifestsIn(command.paths, output);
  if (files === undefined) return 2;
  const environments = createEnvironments({ ...command, ...run });
  const lists: Sending[] = [];
  for (const file of files) {
    const manifest = wayTo(resolve(run.cwd, file), run.cwd);
    lists.push({ manifest, ...(await outboundFor(file, environments, run)) });
  }
  const missing = environments.problems().find(isPolicyMissing);
  if (missing !== undefined) {
    output.err(missing.message);
    return 2;
  }
  const reports = lists.map(({ manifest, outbound }) => outboundReport(manifest, outbound));
  const texts = lists.map(({ manifest, outbound }) => outboundText(manifest, outbound));
  output.out(command.format === 'json' ? `${JSON.stringify(reports, undefined, 2)}\n` : texts.join('\n'));
  const ofManifests = lists.flatMap(({ manifest, problems }) =>
    problems.map((problem) => ({ ...problem, file: manifest })),
  );
  return reportErrors([...environments.problems(), ...ofManifests], run.cwd, output) ? 1 : 0;
}

async function outboundFor(file: string, environments: Environments, run: Run) {
  const { privacyOf, policy, plan, addressOf, catalogs, lockfile } = await environments.of(file);
  const { value, problems } = parseManifest(readText(file) ?? '');
  const manifest = resolveCatalogs(value, catalogs);
  const locked = lockedTree((await lockfile()).found);
  const checked = { manifest, privacyOf, policy, ...(locked && { locked }) };
  const requests = await outboundRequests(checked, plan, run.signal);
  return { outbound: await outboundOf(requests, plan, addressOf, run.signal), problems };
}
