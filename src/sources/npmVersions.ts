import semver from 'semver';
import { licenseField } from '../core/index';
import type { LicenseRun } from '../core/index';
import { asRecord, asString } from './json';
import type { Json } from './json';

/**
 * The version that npm would install: the tag's, or `latest` where it satisfies the range and is not deprecated, else
 * the highest satisfying one, those that are not deprecated first.
 *
 * @param packument a registry's document of a package, abbreviated or full.
 * @param range a semver range or dist-tag; empty means any version.
 * @see npm-pick-manifest; its regard for `engines` is left out, for we do not know who installs.
 */
export function pickVersion(packument: Json, range: string): string | undefined {
  const versions = asRecord(packument['versions']) ?? {};
  const tags = asRecord(packument['dist-tags']) ?? {};
  const wanted = range.trim();
  const tagged = asString(Object.hasOwn(tags, wanted) ? tags[wanted] : undefined);
  if (tagged !== undefined && semver.validRange(wanted) === null)
    return Object.hasOwn(versions, tagged) ? tagged : undefined;
  if (semver.validRange(wanted, true) === null) return undefined;
  const inUse = Object.keys(versions).filter((version) => !isDeprecated(versions[version]));
  const latest = asString(tags['latest']);
  if (latest !== undefined && inUse.includes(latest) && admits(wanted, latest)) return latest;
  return highest(inUse, wanted) ?? highest(Object.keys(versions), wanted);
}

/**
 * The licenses of a package over its released versions, in semver order: one run for each stretch under one license.
 * `undefined` for an abbreviated document, which states none.
 */
export function licenseRuns(packument: Json): LicenseRun[] | undefined {
  const versions = asRecord(packument['versions']) ?? {};
  const states = (version: string): unknown => licenseField(asRecord(versions[version]) ?? {});
  const released = semver.sort(Object.keys(versions).filter(isRelease));
  if (released.every((version) => states(version) === undefined)) return undefined;
  const runs: LicenseRun[] = [];
  for (const version of released) {
    const license = states(version) ?? null;
    const last = runs.at(-1);
    if (last !== undefined && JSON.stringify(last.license) === JSON.stringify(license)) {
      runs[runs.length - 1] = { ...last, to: version };
    } else runs.push({ from: version, to: version, license });
  }
  return runs;
}

/**
 * When the newest release was published. `undefined` for an abbreviated document, which does not say, and for the
 * documents of mirrors that leave out `created`: their times tell when the mirror fetched a version.
 */
export function lastRelease(packument: Json): string | undefined {
  const time = asRecord(packument['time']) ?? {};
  if (asString(time['created']) === undefined) return undefined;
  const released = Object.keys(asRecord(packument['versions']) ?? {}).filter(isRelease);
  const dates = released
    .map((version) => Date.parse(asString(time[version]) ?? ''))
    .filter((date) => !Number.isNaN(date));
  return dates.length === 0 ? undefined : new Date(Math.max(...dates)).toISOString();
}

function isRelease(version: string): boolean {
  return semver.prerelease(version) === null && semver.valid(version) !== null;
}

/** Whether a version entry or document says that it is not to be used any more. */
export function isDeprecated(entry: unknown): boolean {
  const message = asRecord(entry)?.['deprecated'];
  return message !== undefined && message !== '' && message !== false;
}

/** Whether a range admits a version, as npm reads ranges. */
export function admits(range: string, version: string): boolean {
  return range === '' || range === '*' || semver.satisfies(version, range, true);
}

function highest(versions: readonly string[], range: string): string | undefined {
  return (
    semver.maxSatisfying(
      versions.filter((version) => semver.valid(version) !== null),
      range,
      true,
    ) ?? undefined
  );
}
