import semver from 'semver';
import { isAtLeast, isAtMost, isInRange, isRange, isVersion } from '../core/index';
import type { LicenseRun } from '../core/index';
import { asString, stringsIn } from './json';
import type { Json } from './json';

/** The license runs of a package's entry in the snapshot: `[from, to, license]`, in semver order. */
export function runsIn(entry: Json): LicenseRun[] {
  const runs = Array.isArray(entry['runs']) ? (entry['runs'] as unknown[]) : [];
  return runs.flatMap((run) => {
    const [from, to, license] = Array.isArray(run) ? (run as unknown[]) : [];
    const isRun = typeof from === 'string' && typeof to === 'string' && isVersion(from) && isVersion(to);
    return isRun ? [{ from, to, license }] : [];
  });
}

/**
 * The version that a range meant on the day of the snapshot: `latest` where it satisfies, else the highest one that is
 * known to. `undefined` for tags other than `latest`, and for exact versions that the snapshot cannot vouch for.
 */
export function versionFor(entry: Json, runs: readonly LicenseRun[], range: string): string | undefined {
  const latest = asString(entry['latest']);
  const wanted = range.trim();
  if (wanted === '' || wanted === 'latest') return latest;
  if (isVersion(wanted)) return runOf(entry, runs, wanted) && (semver.clean(wanted) ?? undefined);
  if (!isRange(wanted, true)) return undefined;
  if (latest !== undefined && isInRange(latest, wanted, { loose: true })) return latest;
  const known = [...stringsIn(entry['tops']), ...runs.flatMap(({ from, to }) => [from, to])];
  return semver.maxSatisfying(known, wanted, true) ?? undefined;
}

/**
 * The license that a version states; `undefined` where the snapshot does not know: versions newer than it, prereleases,
 * and minor lines that it has not seen.
 */
export function licenseIn(entry: Json, runs: readonly LicenseRun[], version: string): unknown {
  return runOf(entry, runs, version)?.license;
}

function runOf(entry: Json, runs: readonly LicenseRun[], version: string): LicenseRun | undefined {
  const run = runs.find(({ from, to }) => isAtLeast(version, from) && isAtMost(version, to));
  if (run === undefined || version === run.from || version === run.to) return run;
  if (version.includes('-') && semver.prerelease(version) !== null) return undefined;
  const line = minorLineOf(version);
  const top = stringsIn(entry['tops']).find((one) => one.startsWith(line));
  return top !== undefined && isAtMost(version, top) ? run : undefined;
}

/** `1.2.` of 1.2.3. */
function minorLineOf(version: string): string {
  return version.slice(0, version.indexOf('.', version.indexOf('.') + 1) + 1);
}
