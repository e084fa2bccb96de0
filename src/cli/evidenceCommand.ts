import { resolve } from 'node:path';
import { mirrorText } from '../core/index';
import { sha256 } from '../sources/mirrorFormat';
import { isIncomplete, mirrorFiles } from '../sources/mirrorPackages';
import type { MirrorAnswer, MirrorFiles } from '../sources/mirrorPackages';
import { writeMirror } from '../sources/mirrorWrite';
import type { Command } from './args';
import { createEnvironments } from './environment';
import { askForMirror, jobsFor } from './evidenceJobs';
import { readPackageList } from './packageList';
import type { Output } from './output';
import { reportPolicyProblems } from './policyProblems';
import type { Run } from './run';
import { manifestsIn } from './scanFiles';

type EvidenceBuild = Extract<Command, { name: 'evidence-build' }>;

/**
 * Asks the services for all public dependencies of some manifests and writes the answers as static files. Nothing is
 * written where the work was not finished, and nothing is asked where a policy, which may name private packages, could
 * not be read. Answers the exit code.
 */
export async function runEvidenceBuild(command: EvidenceBuild, run: Run, output: Output): Promise<number> {
  const files = command.paths.length === 0 ? [] : await manifestsIn(command.paths, output);
  const list = readPackageList(command.packages, run.cwd, output);
  if (files === undefined || list === undefined) return 2;
  // A mirror that is built from itself would never learn anything.
  const environment = { ...run.environment, OSPO_LENS_MIRROR_URL: '', OSPO_LENS_MIRROR_ONLY: '' };
  const environments = createEnvironments({ ...command, ...run, environment });
  const jobs = await jobsFor(files, list, environments, run);
  const problems = environments.problems();
  reportPolicyProblems(problems, run.cwd, output);
  if (problems.some(({ severity }) => severity === 'error')) return 2;
  const { answers, privates, asked } = await askForMirror(jobs, run);
  if (run.signal.aborted) {
    output.err(`the services did not answer all within ${command.timeout} seconds; nothing was written.`);
    return 2;
  }
  const mirror = mirrorFiles(answers, asked, run.now);
  return (await write(mirror, command.output, run, output))
    ? report(mirror, answers, privates, command, output)
    : 2;
}

async function write(mirror: MirrorFiles, folder: string, run: Run, output: Output): Promise<boolean> {
  try {
    await writeMirror(resolve(run.cwd, folder), mirror);
    return true;
  } catch (error) {
    output.err(`${folder} could not be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    return false;
  }
}

/** Answers 1 where services failed: the mirror is good, and not whole. */
function report(
  { index, shards, indexText }: MirrorFiles,
  answers: readonly MirrorAnswer[],
  privates: ReadonlySet<string>,
  { output: folder }: EvidenceBuild,
  output: Output,
): number {
  const incomplete = answers.filter(({ evidence }) => isIncomplete(evidence));
  const texts = [indexText, ...shards.values()];
  output.out(
    mirrorText({
      folder,
      packages: index.packages,
      versions: index.versions,
      files: texts.length,
      bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      indexHash: sha256(indexText),
      privates: privates.size,
      incomplete: [...new Set(incomplete.map(({ name }) => name))].sort(),
    }),
  );
  return incomplete.length > 0 ? 1 : 0;
}
