import { reportOf, reportPage, reviewCsv, reviewJson, reviewMarkdown, reviewText } from '../core/index';
import type { Paint, Report } from '../core/index';
import type { Command, ReviewFormat } from './args';
import { createEnvironments } from './environment';
import type { Output } from './output';
import { isPolicyMissing, reportErrors } from './policyProblems';
import type { Run } from './run';
import { manifestsIn, scanFiles, sourcesOf } from './scanFiles';

type Review = Extract<Command, { name: 'review' }>;

/** Lists what to ask the OSPO about, over all manifests below some paths. Answers the exit code. */
export async function runReview(command: Review, run: Run, output: Output): Promise<number> {
  const files = await manifestsIn(command.paths, output);
  if (files === undefined) return 2;
  const environments = createEnvironments({ ...command, ...run });
  const { reports } = await scanFiles(files, environments, run, { direct: true });
  const missing = environments.problems().find(isPolicyMissing);
  if (missing !== undefined) {
    output.err(missing.message);
    return 2;
  }
  const problems = [...environments.problems(), ...reports.flatMap((report) => report.problems)];
  const isIncomplete = reportErrors(problems, run.cwd, output);
  const report = reportOf({ sources: sourcesOf(reports), now: run.now, offline: command.offline });
  output.out(render(command.format, report, output.paint));
  return isIncomplete || run.signal.aborted ? 1 : 0;
}

function render(format: ReviewFormat, report: Report, paint: Paint | undefined): string {
  if (format === 'json') return `${JSON.stringify(reviewJson(report), undefined, 2)}\n`;
  if (format === 'csv') return reviewCsv(report.review);
  const page = reportPage(report);
  return format === 'markdown' ? reviewMarkdown(page) : reviewText(report, page, paint);
}
