import { dirname, resolve } from 'node:path';
import {
  dependenciesCsv,
  isActionable,
  reportMarkdown,
  reportOf,
  reportPage,
  textReport,
  timeOutProblem,
  toJsonReport,
  toSarif,
} from '../core/index';
import type { ExceptionRequest, ManifestReport, Paint, Parsed, Problem, ReportMeta } from '../core/index';
import { waitForDisk } from '../sources/disk';
import { wayTo } from '../sources/project';
import { findRequestsFile, readRequests } from '../sources/requestFiles';
import type { Command, Format } from './args';
import { workLong } from './engine';
import { createEnvironments } from './environment';
import type { Output } from './output';
import { isPolicyMissing } from './policyProblems';
import type { Run } from './run';
import { manifestsIn, scanFiles, sourcesOf } from './scanFiles';
import { TOOL } from './version';
import { readText } from './workspace';

/** Above that the run is long: see `workLong`. */
const MANY_MANIFESTS = 20;

type Check = Extract<Command, { name: 'check' }>;

/** Judges the manifests below some paths and prints the report. Answers the exit code. */
export async function runCheck(command: Check, run: Run, output: Output): Promise<number> {
  const files = await manifestsIn(command.paths, output);
  if (files === undefined) return 2;
  waitForDisk();
  if (files.length > MANY_MANIFESTS) workLong();
  const environments = createEnvironments({ ...command, ...run });
  const { reports, problems } = await scanFiles(files, environments, run, {
    direct: command.direct,
    circles: command.format === 'json' || command.format === 'sarif',
  });
  const requests = await requestsFor(files, run);
  const missing = environments.problems().find(isPolicyMissing);
  if (missing !== undefined) {
    output.err(missing.message);
    return 2;
  }
  const meta: ReportMeta = {
    tool: TOOL,
    offline: command.offline,
    problems: [
      ...environments.problems(),
      ...problems,
      ...requests.problems,
      ...(run.signal.aborted ? [timeOutProblem(command.timeout)] : []),
    ],
    textOf: (file) => readText(resolve(run.cwd, file)),
    requests: { all: requests.value, now: run.now },
  };
  output.out(render(command.format, reports, meta, run.now, output.paint));
  return exitCode(reports, environments.problems());
}

/** What the repositories of the manifests keep of requests; told in the report, and no part of a verdict. */
async function requestsFor(
  files: readonly string[],
  { cwd }: Run,
): Promise<Parsed<readonly ExceptionRequest[]>> {
  const found = new Set(files.flatMap((file) => findRequestsFile(dirname(resolve(cwd, file))) ?? []));
  const read = await Promise.all([...found].map(readRequests));
  const problems = read.flatMap((each) => each.problems);
  return {
    value: read.flatMap(({ value }) => value),
    problems: problems.map((problem) => ({ ...problem, file: wayTo(problem.file ?? '', cwd) })),
  };
}

function render(
  format: Format,
  reports: readonly ManifestReport[],
  meta: ReportMeta,
  now: string,
  paint: Paint | undefined,
): string {
  if (format === 'json') return `${JSON.stringify(toJsonReport(reports, meta), undefined, 2)}\n`;
  if (format === 'sarif') return `${JSON.stringify(toSarif(reports, meta), undefined, 2)}\n`;
  if (format === 'csv') return dependenciesCsv(sourcesOf(reports));
  if (format === 'markdown')
    return reportMarkdown(reportPage(reportOf({ sources: sourcesOf(reports), now, offline: meta.offline })));
  return textReport(reports, meta, paint);
}

/**
 * 1 where something asks for action: a finding at error or warning level, or a manifest or policy that could not be read
 * in full, since what was not read was not checked.
 */
function exitCode(reports: readonly ManifestReport[], ofPolicies: readonly Problem[]): number {
  const findings = reports.some((report) => report.findings.some(isActionable));
  const problems = [...reports.flatMap((report) => report.problems), ...ofPolicies];
  return findings || problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
