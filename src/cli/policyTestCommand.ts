import { coverageOf, coverageText } from '../core/index';
import type { Policy } from '../core/index';
import type { Command } from './args';
import { createEnvironments } from './environment';
import type { Output } from './output';
import { reportPolicyProblems } from './policyProblems';
import type { Run } from './run';
import { manifestsIn, scanFiles } from './scanFiles';

type PolicyTest = Extract<Command, { name: 'policy-test' }>;

/** Prints which licenses of a workspace no rule mentions, and which rules decided nothing. Answers the exit code. */
export async function runPolicyTest(command: PolicyTest, run: Run, output: Output): Promise<number> {
  const files = await manifestsIn([command.path], output);
  if (files === undefined) return 2;
  const environments = createEnvironments({ ...command, ...run });
  const { reports } = await scanFiles(files, environments, run, { direct: false });
  if (!reportPolicyProblems(environments.problems(), run.cwd, output)) return 2;
  const policies = new Map<string, Policy>(reports.map(({ policy }) => [policy.origin, policy]));
  const texts = [...policies].map(([origin, policy]) => {
    const judged = reports.filter((report) => report.policy.origin === origin);
    const judgements = judged.flatMap((report) => report.judgements);
    return coverageText(coverageOf(judgements, policy), policy, judgements.length);
  });
  output.out(texts.join('\n'));
  return environments.problems().some(({ severity }) => severity === 'error') ? 1 : 0;
}
