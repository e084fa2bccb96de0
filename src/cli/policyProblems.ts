import { resolve } from 'node:path';
import { placeProblem, problemText } from '../core/index';
import type { Problem } from '../core/index';
import type { Output } from './output';
import { readText } from './workspace';

/**
 * Says on standard error what is wrong with the policy, and where.
 *
 * @returns false where the policy that the user named cannot be read: nothing must be judged by another one.
 */
export function reportPolicyProblems(problems: readonly Problem[], cwd: string, output: Output): boolean {
  for (const problem of problems) {
    const text = problem.file === undefined ? undefined : readText(resolve(cwd, problem.file));
    output.err(problemText(placeProblem(problem, text)));
  }
  return !problems.some(isPolicyMissing);
}

/** Says on standard error, with its place, what could not be read in full. Answers whether there is such a thing. */
export function reportErrors(problems: readonly Problem[], cwd: string, output: Output): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error');
  reportPolicyProblems(errors, cwd, output);
  return errors.length > 0;
}

/** Whether a policy that was asked for could not be read at all. */
export function isPolicyMissing({ code }: Problem): boolean {
  return code === 'policy.not-found';
}
