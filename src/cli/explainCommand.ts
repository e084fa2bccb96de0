import { resolve } from 'node:path';
import {
  explainText,
  gather,
  isPackageName,
  judgeManifest,
  parseManifest,
  requestsFor,
  resolveCatalogs,
  evidenceKey,
  untoldAdvisories,
  withAdvisories,
} from '../core/index';
import type { Judgement, Manifest } from '../core/index';
import type { Command } from './args';
import { createEnvironments } from './environment';
import type { Environment } from './environment';
import type { Output } from './output';
import { reportPolicyProblems } from './policyProblems';
import type { Run } from './run';
import { readText } from './workspace';

type Explain = Extract<Command, { name: 'explain' }>;

/**
 * Prints the whole trace of a verdict: of the dependency as package.json of the current folder has it, or of
 * `PACKAGE@RANGE` as if it stood there. Answers the exit code.
 */
export async function runExplain(command: Explain, run: Run, output: Output): Promise<number> {
  const { name, range } = splitSubject(command.subject);
  if (!isPackageName(name)) {
    output.err(`${JSON.stringify(command.subject)} is no package name.`);
    return 2;
  }
  const file = resolve(run.cwd, 'package.json');
  const environments = createEnvironments({ ...command, ...run });
  const environment = await environments.of(file);
  if (!reportPolicyProblems(environments.problems(), run.cwd, output)) return 2;
  const manifest =
    (range === undefined ? listed(readText(file), name, environment) : undefined) ?? asIf(name, range);
  const judgements = await judgeOnly(manifest, environment, run);
  const texts = judgements.map((judgement) =>
    explainText(judgement, environment.policy, environment.manifestPath),
  );
  output.out(texts.join('\n'));
  return 0;
}

/** `@scope/name@^1` → name and range. */
function splitSubject(subject: string): { readonly name: string; readonly range: string | undefined } {
  const at = subject.indexOf('@', 1);
  return at < 0
    ? { name: subject, range: undefined }
    : { name: subject.slice(0, at), range: subject.slice(at + 1) };
}

/** The manifest with the entries of one name only; `undefined` where it has none. */
function listed(text: string | undefined, name: string, { catalogs }: Environment): Manifest | undefined {
  const manifest = resolveCatalogs(parseManifest(text ?? '{}').value, catalogs);
  const dependencies = manifest.dependencies.filter(
    (entry) => entry.name === name || entry.packageName === name,
  );
  return dependencies.length === 0 ? undefined : { ...manifest, dependencies };
}

function asIf(name: string, range = 'latest'): Manifest {
  return parseManifest(JSON.stringify({ dependencies: { [name]: range === '' ? 'latest' : range } })).value;
}

/** What advisories are is not asked any more when the time is over. */
async function judgeOnly(manifest: Manifest, environment: Environment, run: Run): Promise<Judgement[]> {
  const { policy, privacyOf, plan, manifestPath, community } = environment;
  const known = await gather(requestsFor(manifest, privacyOf), plan, run.signal);
  const judgements = judgeManifest({
    manifest,
    evidenceOf: (dependency) => known.get(evidenceKey(dependency)),
    policy,
    manifestPath,
    now: run.now,
    privacyOf,
    isPending: () => false,
    ...(community && { community }),
  });
  if (run.signal.aborted) return judgements;
  const details = await environment.advisories(judgements.flatMap(untoldAdvisories));
  return judgements.map((judgement) => withAdvisories(judgement, details));
}
