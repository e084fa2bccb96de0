import { resolve } from 'node:path';
import { linkCircleProblem, scanManifest } from '../core/index';
import type { ManifestReport, Problem, ReportSource } from '../core/index';
import { lockedTree } from '../sources/lockfiles';
import type { NearLockfile } from '../sources/lockfiles';
import { wayTo } from '../sources/project';
import type { Environment, Environments } from './environment';
import { findManifests } from './findManifests';
import { LockfileProblems } from './lockfileProblems';
import type { Output } from './output';
import type { Run } from './run';
import { readText } from './workspace';

/** The manifests below some paths; `undefined` where a path is not there or none is found, which is said. */
export async function manifestsIn(
  paths: readonly string[],
  output: Output,
): Promise<readonly string[] | undefined> {
  const found = await findManifests(paths);
  for (const path of found.missing) output.err(`${path}: no such file or folder.`);
  for (const path of found.unreadable) output.err(`${path}: cannot be read.`);
  for (const path of found.other) output.err(`${path}: not a package.json. Name that, or its folder.`);
  if (found.missing.length + found.unreadable.length + found.other.length > 0) return undefined;
  if (found.files.length === 0)
    output.err(`no package.json found in ${paths.map(folderName).join(', ')}. Name a folder that holds one.`);
  return found.files.length === 0 ? undefined : found.files;
}

function folderName(path: string): string {
  return path === '.' ? 'this folder' : path;
}

export interface Scan {
  readonly reports: readonly ManifestReport[];
  /** What is wrong with lockfiles, each once; they are named from the current folder. */
  readonly problems: readonly Problem[];
}

export interface ScanOptions {
  /** The dependencies alone, without what they bring. */
  readonly direct: boolean;
  /** Whether circles of packages, about which nothing is to be done, are named, too. */
  readonly circles?: boolean;
}

/** Judges manifests one after the other, so that they share what the services answered. */
export async function scanFiles(
  files: readonly string[],
  environments: Environments,
  run: Run,
  options: ScanOptions,
): Promise<Scan> {
  const reports: ManifestReport[] = [];
  const problems = new LockfileProblems(options);
  for (const file of files) {
    const environment = await environments.of(file);
    const near = await environment.lockfile();
    const report = await scanFile(file, environment, options.direct ? undefined : near.found, run);
    await problems.add(near, report);
    reports.push(shownAs(report, wayTo(resolve(run.cwd, file), run.cwd)));
  }
  const circles = environments.circles().map((path) => linkCircleProblem(path, wayTo(path, run.cwd)));
  const all = [...problems.all(), ...circles];
  return { reports, problems: all.map((problem) => shownFrom(run.cwd, problem)) };
}

function scanFile(
  file: string,
  { policy, privacyOf, plan, manifestPath, catalogs, community }: Environment,
  near: NearLockfile | undefined,
  run: Run,
): Promise<ManifestReport> {
  const locked = lockedTree(near);
  const input = {
    path: manifestPath,
    text: readText(file) ?? '',
    policy,
    now: run.now,
    privacyOf,
    catalogs,
    ...(locked && { locked }),
    ...(community && { community }),
  };
  return scanManifest(input, plan, run.signal);
}

function shownFrom(cwd: string, problem: Problem): Problem {
  return problem.file === undefined ? problem : { ...problem, file: wayTo(problem.file, cwd) };
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
