import semver from 'semver';
import type { LastAllowed } from '../model';
import type { Decision } from './decision';
import type { JudgeInput } from './input';
import { admits, decideRuns } from './runs';
import type { DecidedRun } from './runs';

/** The newest versions with a license that the policy allows, when the one in use has not. */
export function lastAllowedOf(input: JudgeInput, decision: Decision): LastAllowed | undefined {
  if (input.dependency.specifier.kind !== 'registry' || decision.own) return undefined;
  if (decision.verdict === 'allowed' || decision.verdict === 'conditions') return undefined;
  const decided = decideRuns(input);
  if (decided === undefined) return undefined;
  const found = lastAllowedRange(decided.runs);
  return found === undefined ? undefined : { ...found, origin: decided.origin };
}

/** The widest range up to the last allowed version that admits no other license; none when all or no versions are allowed. */
export function lastAllowedRange(runs: readonly DecidedRun[]): Omit<LastAllowed, 'origin'> | undefined {
  const refused = runs.filter((run) => !isAllowed(run));
  const last = runs.filter(isAllowed).sort((a, b) => semver.rcompare(a.run.to, b.run.to))[0];
  if (last === undefined || refused.length === 0) return undefined;
  const version = last.run.to;
  const range = [`^${version}`, `~${version}`].find((wide) => !refused.some(({ run }) => admits(wide, run)));
  return { range: range ?? version, version, license: last.text };
}

function isAllowed({ verdict }: DecidedRun): boolean {
  return verdict === 'allowed' || verdict === 'conditions';
}
