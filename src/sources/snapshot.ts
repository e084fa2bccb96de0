import { join } from 'node:path';
import { isInRange, lacks, mergeEvidence, newestFirst, noEvidence, phrase } from '../core/index';
import type {
  EvidencePatch,
  EvidenceRequest,
  EvidenceSource,
  Fact,
  FactKind,
  KnownPackage,
  Origin,
  PackageIndex,
  Scorecard,
} from '../core/index';
import { readText } from './disk';
import { asRecord, asString, parseOwnJson, recordsIn, stringsIn } from './json';
import type { Json } from './json';
import { lazy } from './lazy';
import { readLines } from './snapshotLines';
import { parseRepository } from './repositoryUrl';
import { licenseIn, runsIn, versionFor } from './snapshotVersions';

const FACTS: readonly FactKind[] = ['version', 'license', 'repository', 'scorecard'];

export interface SnapshotSource extends EvidenceSource {
  /** Whether a range admitted the newest version of a package on the day of the snapshot. Never rejects. */
  readonly admitsLatest: (request: EvidenceRequest) => Promise<boolean>;
  /** Scorecard totals of a repository over time. Never rejects. */
  readonly historyOf: (repository: string) => Promise<Fact<Scorecard> | undefined>;
}

/**
 * What ships inside: licenses of well-known packages and Scorecard totals of their repositories, each with the day on
 * which it was seen. Loaded on the first question; a file that is missing or broken says nothing.
 *
 * @param folder where `licenses.json` and `scorecards.json` stand.
 */
export function createSnapshotSource(folder: string): SnapshotSource {
  const loadScorecards = lazy(() => readScorecards(folder));
  const load = lazy(() => loadSnapshot(folder, loadScorecards));
  return {
    id: 'snapshot',
    reach: 'local',
    facts: FACTS,
    lookup: async (requests) => {
      const snapshot = await load();
      const patches = new Map<string, EvidencePatch>();
      for (const request of requests) {
        const patch = patchFor(request, snapshot);
        if (patch !== undefined) patches.set(request.key, patch);
      }
      return patches;
    },
    admitsLatest: async ({ name, range, privacy }) => {
      const { entryOf } = await load();
      const latest = privacy === undefined ? asString(entryOf(name)?.['latest']) : undefined;
      return latest !== undefined && isInRange(latest, range, { loose: true });
    },
    historyOf: async (repository) => scorecardFact(repository, await loadScorecards()),
  };
}

/** What ships inside as an index by name, for whoever looks for packages instead of facts. Never rejects. */
export async function loadSnapshotIndex(folder: string): Promise<PackageIndex> {
  const snapshot = await loadSnapshot(folder);
  return {
    names: snapshot.names(),
    get: (name) => knownPackage(name, snapshot),
  };
}

function knownPackage(name: string, snapshot: Snapshot): KnownPackage | undefined {
  const entry = snapshot.entryOf(name);
  if (entry === undefined) return undefined;
  const request = { key: name, name, range: '', installedAs: name, known: noEvidence, privacy: undefined };
  const evidence = mergeEvidence(noEvidence, patchFor(request, snapshot) ?? {});
  const latest = asString(entry['latest']);
  const versions = newestFirst([latest, ...stringsIn(entry['tops']), ...runsIn(entry).map(({ to }) => to)]);
  // What is newer than the version that the authors hand out is not meant for everybody yet.
  return {
    name,
    versions: versions.slice(Math.max(0, versions.indexOf(latest ?? ''))),
    evidence,
    ranges: [],
  };
}

interface Snapshot {
  /** What is known of a package. */
  readonly entryOf: (name: string) => Json | undefined;
  readonly names: () => string[];
  readonly packagesOrigin: Origin;
  readonly scorecards: ReadonlyMap<string, Json>;
}

async function loadSnapshot(
  folder: string,
  loadScorecards: () => Promise<Snapshot['scorecards']> = () => readScorecards(folder),
): Promise<Snapshot> {
  const [licenses, scorecards] = await Promise.all([
    readLines(join(folder, 'licenses.json')),
    loadScorecards(),
  ]);
  const date = asString(licenses.head['date']) ?? '';
  return {
    ...(date === '' ? { entryOf: () => undefined, names: () => [] } : licenses),
    packagesOrigin: { source: 'snapshot', label: phrase('snapshot of the npm registry'), date },
    scorecards,
  };
}

async function readScorecards(folder: string): Promise<Snapshot['scorecards']> {
  const { repositories } = await read(folder, 'scorecards.json');
  return new Map(recordsIn(repositories).map((entry) => [String(entry['repository']).toLowerCase(), entry]));
}

async function read(folder: string, name: string): Promise<Json> {
  const text = await readText(join(folder, name)).catch(() => '');
  return asRecord(parseOwnJson(text)) ?? {};
}

function patchFor(request: EvidenceRequest, snapshot: Snapshot): EvidencePatch | undefined {
  // A name that is private is no package of the public registry, whatever the snapshot says of its namesake.
  if (request.privacy !== undefined) return undefined;
  const entry = snapshot.entryOf(request.name);
  const stated = entry === undefined ? {} : packageFacts(request, entry, snapshot.packagesOrigin);
  const repository = request.known.repository ?? stated.repository;
  const scorecard = lacks(request.known, 'scorecard')
    ? repository && scorecardFact(repository.value.id, snapshot.scorecards)
    : undefined;
  if (entry === undefined && scorecard === undefined) return undefined;
  return { ...stated, ...(scorecard && { scorecards: [scorecard] }) };
}

function packageFacts({ known, range }: EvidenceRequest, entry: Json, origin: Origin): EvidencePatch {
  const runs = runsIn(entry);
  const version = known.version?.value ?? versionFor(entry, runs, range);
  const license = version === undefined ? undefined : licenseIn(entry, runs, version);
  const repository = parseRepository({ url: repositoryAddress(entry), directory: entry['directory'] });
  const released = asString(entry['released']);
  return {
    ...(version !== undefined && known.version === undefined && { version: { value: version, origin } }),
    ...(license !== undefined && license !== null && { licenses: [{ value: license, origin }] }),
    ...(repository && { repository: { value: repository, origin } }),
    ...(runs.length > 0 && { licenseRuns: { value: runs, origin } }),
    ...(released !== undefined && { lastRelease: { value: released, origin } }),
  };
}

function repositoryAddress(entry: Json): string {
  const id = asString(entry['repository']);
  return id === undefined ? '' : `https://${id}`;
}

function scorecardFact(repository: string, scorecards: Snapshot['scorecards']): Fact<Scorecard> | undefined {
  const entry = scorecards.get(repository.toLowerCase());
  if (entry === undefined) return undefined;
  const history = historyIn(entry);
  const last = history.at(-1);
  if (last === undefined) return undefined;
  const value: Scorecard = { repository, ...last, checks: [], history: history.slice(0, -1) };
  return {
    value,
    origin: { source: 'snapshot', label: phrase('snapshot of Scorecard Monitor'), date: last.date },
  };
}

function historyIn(entry: Json): Scorecard['history'] {
  const points = Array.isArray(entry['history']) ? (entry['history'] as unknown[]) : [];
  return points.flatMap((point) => {
    const [date, score] = Array.isArray(point) ? (point as unknown[]) : [];
    return typeof date === 'string' && typeof score === 'number' ? [{ date, score }] : [];
  });
}
