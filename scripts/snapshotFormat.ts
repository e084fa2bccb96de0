import semver from 'semver';
import { asRecord, asString, recordsIn } from '../src/sources/json';
import { lastRelease, licenseRuns } from '../src/sources/npmVersions';
import { parseRepository } from '../src/sources/repositoryUrl';

/** The minor lines of a package that are kept, newest first. */
const MOST_LINES = 60;
/** The totals of a repository that are kept, newest first. */
const MOST_TOTALS = 12;

export interface PackageEntry {
  readonly latest: string;
  readonly released?: string;
  readonly repository?: string;
  readonly directory?: string;
  /** `[from, to, license]` over the releases in semver order. */
  readonly runs: readonly (readonly [string, string, unknown])[];
  /** The highest version of each minor line, in semver order. */
  readonly tops: readonly string[];
}

/** What the snapshot keeps of a registry's full document; `undefined` for what is no such document. */
export function packageEntry(json: unknown): PackageEntry | undefined {
  const document = asRecord(json) ?? {};
  const versions = asRecord(document['versions']) ?? {};
  const latest = asString(asRecord(document['dist-tags'])?.['latest']);
  const runs = licenseRuns(document) ?? unstated(versions);
  if (latest === undefined || runs.length === 0) return undefined;
  const newest = asRecord(versions[latest]) ?? document;
  const repository = parseRepository(newest['repository'] ?? document['repository']);
  const released = lastRelease(document)?.slice(0, 10);
  return {
    latest,
    ...(released !== undefined && { released }),
    ...(repository && { repository: repository.id }),
    ...(repository?.directory !== undefined && { directory: repository.directory }),
    runs: runs.map(({ from, to, license }) => [from, to, license] as const),
    tops: topsOf(Object.keys(versions)),
  };
}

/** All releases, none of which states a license. */
function unstated(versions: Readonly<Record<string, unknown>>) {
  const released = releases(Object.keys(versions));
  const [from] = released;
  const to = released.at(-1);
  return from === undefined || to === undefined ? [] : [{ from, to, license: null }];
}

function topsOf(versions: readonly string[]): string[] {
  const tops = new Map<string, string>();
  for (const version of releases(versions)) {
    tops.set(`${semver.major(version)}.${semver.minor(version)}`, version);
  }
  return [...tops.values()].slice(-MOST_LINES);
}

function releases(versions: readonly string[]): string[] {
  return semver.sort(
    versions.filter((version) => semver.valid(version) !== null && semver.prerelease(version) === null),
  );
}

/** The newest totals of each repository, by day, sorted by repository. */
export function scorecardEntries(json: unknown) {
  const input = asRecord(json) ?? {};
  const repositories = recordsIn(input['repositories']).map((entry) => ({
    repository: asString(entry['repository']) ?? '',
    source: asString(entry['source']) ?? '',
    history: (entry['history'] as [string, number][])
      .map(([date, score]) => [date.slice(0, 10), score] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(-MOST_TOTALS),
  }));
  repositories.sort((a, b) => (a.repository.toLowerCase() < b.repository.toLowerCase() ? -1 : 1));
  return { license: asString(input['license']) ?? '', repositories };
}

/** JSON with one entry a line, so that a difference can be read. */
export function print(header: object, key: string, entries: object): string {
  const lines = Array.isArray(entries)
    ? entries.map((entry) => JSON.stringify(entry))
    : Object.entries(entries).map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  const [open, close] = Array.isArray(entries) ? ['[', ']'] : ['{', '}'];
  const head = JSON.stringify(header, null, 0).slice(1, -1);
  return `{${head},\n${JSON.stringify(key)}:${open}\n${lines.join(',\n')}\n${close}}\n`;
}
