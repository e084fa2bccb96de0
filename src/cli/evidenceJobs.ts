import { resolve } from 'node:path';
import {
  gather,
  isPackageName,
  noEvidence,
  parseManifest,
  requestsFor,
  resolveCatalogs,
} from '../core/index';
import type { EvidenceRequest, EvidenceSource, Fact, FactKind } from '../core/index';
import type { MirrorAnswer } from '../sources/mirrorPackages';
import type { Environments } from './environment';
import type { ListedPackage } from './packageList';
import type { Run } from './run';
import { readText } from './workspace';

/** What one manifest needs, and whom its project asks. */
export interface MirrorJob {
  readonly requests: readonly EvidenceRequest[];
  /** They know which versions are installed. */
  readonly local: readonly EvidenceSource[];
  readonly network: readonly EvidenceSource[];
}

/** Reads manifests, and a list of packages as if it were one of the current folder. Nobody is asked yet. */
export async function jobsFor(
  files: readonly string[],
  list: readonly ListedPackage[],
  environments: Environments,
  run: Run,
): Promise<MirrorJob[]> {
  const jobs: MirrorJob[] = [];
  const texts = files.map((file) => ({ file, text: readText(file) ?? '' }));
  if (list.length > 0) texts.push({ file: resolve(run.cwd, 'package.json'), text: manifestOf(list) });
  for (const { file, text } of texts) {
    const { privacyOf, plan, catalogs } = await environments.of(file);
    jobs.push({
      requests: requestsFor(resolveCatalogs(parseManifest(text).value, catalogs), privacyOf),
      local: plan.sources.filter(
        ({ reach, id }) => reach === 'local' && id !== 'snapshot' && id !== 'monitor',
      ),
      network: plan.sources.filter(({ reach }) => reach !== 'local'),
    });
  }
  return jobs;
}

/** Under aliases, a name may stand there in several versions. */
function manifestOf(list: readonly ListedPackage[]): string {
  const entries = list.map(({ name, range }, index) => [`listed-${index}`, `npm:${name}@${range}`]);
  return JSON.stringify({ dependencies: Object.fromEntries(entries) as unknown });
}

export interface MirrorAnswers {
  readonly answers: readonly MirrorAnswer[];
  /** The names that were left out. */
  readonly privates: ReadonlySet<string>;
  /** The facts for which somebody was asked. */
  readonly asked: readonly FactKind[];
}

/**
 * Asks the services for the installed version of each public package, and for what its range means today. A name that
 * is private in one project is left out of all.
 */
export async function askForMirror(jobs: readonly MirrorJob[], run: Run): Promise<MirrorAnswers> {
  const all = jobs.flatMap(({ requests }) => requests);
  const privates = new Set(all.filter(({ privacy }) => privacy !== undefined).map(({ name }) => name));
  const seen = new Set<string>();
  const answers: MirrorAnswer[] = [];
  for (const { requests, local, network } of jobs) {
    const open = requests.filter(({ name }) => !privates.has(name) && isPackageName(name));
    const installed = await gather(open, { sources: local, offline: [] }, run.signal);
    const wanted = open
      .flatMap((request) => [
        questionOf(request, undefined),
        questionOf(request, installed.get(request.key)?.version),
      ])
      .filter(({ key }) => !seen.has(key) && seen.add(key));
    const known = await gather(wanted, { sources: network, offline: [] }, run.signal);
    for (const { key, name, range } of wanted)
      answers.push({ name, ...(range !== '' && { range }), evidence: known.get(key) ?? noEvidence });
  }
  return { answers, privates, asked: jobs.flatMap(({ network }) => network.flatMap(({ facts }) => facts)) };
}

/** The range itself, or an exact version as a lockfile would give it. */
function questionOf(
  { name, range, privacy }: EvidenceRequest,
  version: Fact<string> | undefined,
): EvidenceRequest {
  const base = { name, installedAs: name, privacy };
  return version === undefined
    ? { ...base, key: `${name} ${range}`, range: range === '' ? '*' : range, known: noEvidence }
    : { ...base, key: `${name}@${version.value}`, range: '', known: { ...noEvidence, version } };
}
