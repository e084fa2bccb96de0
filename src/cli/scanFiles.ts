import { resolve } from 'node:path';
import { scanManifest } from '../core/index';
import type { ManifestReport, ReportSource } from '../core/index';
import { wayTo } from '../sources/project';
import type { Environments } from './environment';
import { findManifests } from './findManifests';
import type { Output } from './output';
import type { Run } from './run';
import { readText } from './workspace';

/** The manifests below some paths; `undefined` where a path is not there or none is found, which is said. */
export function manifestsIn(paths: readonly string[], output: Output): readonly string[] | undefined {
  const found = findManifests(paths);
  for (const path of found.missing) output.err(`${path}: no such file or folder.`);
  if (found.missing.length > 0) return undefined;
  if (found.files.length === 0) output.err(`no package.json found in ${paths.join(', ')}.`);
  return found.files.length === 0 ? undefined : found.files;
}

/** Judges manifests one after the other, so that they share what the services answered. */
export async function scanFiles(
  files: readonly string[],
  environments: Environments,
  run: Run,
): Promise<ManifestReport[]> {
  const reports: ManifestReport[] = [];
  for (const file of files) reports.push(await scanFile(file, environments, run));
  return reports;
}

async function scanFile(file: string, environments: Environments, run: Run): Promise<ManifestReport> {
  const { policy, privacyOf, plan, manifestPath, catalogs } = await environments.of(file);
  const input = { path: manifestPath, text: readText(file) ?? '', policy, now: run.now, privacyOf, catalogs };
  const report = await scanManifest(input, plan, run.signal);
  return shownAs(report, wayTo(resolve(run.cwd, file), run.cwd));
}

/** The same report under the name that the user can click. */
function shownAs(report: ManifestReport, path: string): ManifestReport {
  const problems = report.problems.map((problem) =>
    problem.file === report.path ? { ...problem, file: path } : problem,
  );
  return { ...report, path, problems };
}

/** Reports as the sources of one report over all of them. */
export function sourcesOf(reports: readonly ManifestReport[]): ReportSource[] {
  return reports.map((report) => ({ ...report, id: report.path }));
}
