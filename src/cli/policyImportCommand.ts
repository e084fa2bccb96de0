import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { importPolicy, placeProblem, problemText } from '../core/index';
import { projectRoot } from '../sources/project';
import type { Command } from './args';
import type { Output } from './output';
import { readNamed, readText, whyUnread } from './workspace';

type PolicyImport = Extract<Command, { name: 'policy-import' }>;

/**
 * Writes a policy of ours from another tool's configuration: to the standard output, or into a new file. What could not
 * be carried over goes to standard error. Answers the exit code.
 */
export function runPolicyImport(command: PolicyImport, cwd: string, output: Output): number {
  const path = resolve(cwd, command.file);
  const text = readNamed(path);
  if (text === undefined) {
    output.err(`${command.file}: ${whyUnread(path)}.`);
    return 2;
  }
  const root = projectRoot(dirname(path), cwd);
  const { value, problems } = importPolicy(command.file, text, (other) => readText(join(root, other)));
  for (const problem of problems) output.err(problemText(placeProblem(problem, text)));
  if (value === undefined) return 2;
  for (const loss of value.losses) output.err(`not carried over: ${loss}`);
  if (command.output === undefined) output.out(value.yaml);
  else return writeNew(resolve(cwd, command.output), command.output, value.yaml, output);
  return 0;
}

/** Nothing that the user has is written over. */
function writeNew(path: string, name: string, text: string, output: Output): number {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return 0;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    output.err(
      code === 'EEXIST'
        ? `${name} exists already and was kept.`
        : `${name} could not be written: ${code ?? String(error)}`,
    );
    return 2;
  }
}
