import { gte, intersects, lte, satisfies, subset, valid, validRange } from 'semver';

/**
 * npm's semantics of versions and ranges, by npm's own `semver`, with short cuts for the plain forms that nearly every
 * entry has: `1.2.3`, `^1.2.3`, `~1.2.3`. A command line that met only those never loads `semver`.
 */

/** A version of three numbers that fit, without prerelease or build. */
const PLAIN = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;
/** `>=1.2.3 <2.0.0 || 3.0.0`: comparators with one or no blank between. */
const PRERELEASE = /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}-[a-z][a-z\d-]*$/;
const COMPARATOR = /^(>=|<=|>|<|=|\^|~)?(\d+\.\d+\.\d+)$/;
const PLAIN_RANGE = /^([\^~]?)(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/;

type Numbers = readonly [number, number, number];
/** From the first, included, to the second, excluded. */
type Interval = readonly [Numbers, Numbers];

function plain(version: string): Numbers | undefined {
  const parts = PLAIN.exec(version);
  return parts === null ? undefined : [Number(parts[1]), Number(parts[2]), Number(parts[3])];
}

function plainRange(range: string): Interval | undefined {
  const parts = PLAIN_RANGE.exec(range);
  if (parts === null) return undefined;
  const [major, minor, patch] = [Number(parts[2]), Number(parts[3]), Number(parts[4])];
  const from: Numbers = [major, minor, patch];
  if (parts[1] === '~') return [from, [major, minor + 1, 0]];
  if (parts[1] === '' || (major === 0 && minor === 0)) return [from, [major, minor, patch + 1]];
  return [from, major === 0 ? [0, minor + 1, 0] : [major + 1, 0, 0]];
}

function compare(a: Numbers, b: Numbers): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Whether a text is a version; `loose` as npm reads the versions of old packages. */
export function isVersion(text: string, loose = false): boolean {
  return PLAIN.test(text) || valid(text, { loose }) !== null;
}

/** Whether a text is a range. */
export function isRange(text: string, loose = false): boolean {
  return PLAIN_RANGE.test(text) || validRange(text, { loose }) !== null;
}

/** Whether a version is in a range; false where either is none. */
export function isInRange(
  version: string,
  range: string,
  options: { readonly loose?: boolean; readonly includePrerelease?: boolean } = {},
): boolean {
  const number = plain(version);
  const answer = number === undefined ? undefined : isInPlain(number, range);
  if (answer !== undefined) return answer;
  return satisfies(version, range, options);
}

/** `undefined` where the range has another form. */
function isInPlain(version: Numbers, range: string): boolean | undefined {
  let isIn = false;
  for (const alternative of range.split(' || ')) {
    let isInAll = true;
    for (const comparator of alternative.split(' ')) {
      const answer = fits(version, comparator);
      if (answer === undefined) return undefined;
      isInAll &&= answer;
    }
    isIn ||= isInAll;
  }
  return isIn;
}

function fits(version: Numbers, comparator: string): boolean | undefined {
  const [, operator = '', text = ''] = COMPARATOR.exec(comparator) ?? [];
  const bound = plain(text);
  if (bound === undefined) return PRERELEASE.test(comparator) ? false : undefined;
  const order = compare(version, bound);
  if (operator === '>=') return order >= 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  if (operator === '<') return order < 0;
  const interval = plainRange(operator === '=' ? text : comparator);
  return interval && order >= 0 && compare(version, interval[1]) < 0;
}

/** Whether one version is the same as another or later. Both must be versions. */
export function isAtLeast(version: string, other: string): boolean {
  const [a, b] = [plain(version), plain(other)];
  return a !== undefined && b !== undefined ? compare(a, b) >= 0 : gte(version, other);
}

/** Whether one version is the same as another or earlier. Both must be versions. */
export function isAtMost(version: string, other: string): boolean {
  const [a, b] = [plain(version), plain(other)];
  return a !== undefined && b !== undefined ? compare(a, b) <= 0 : lte(version, other);
}

/** Whether a range admits a version from `from` to `to`, both included. Both must be versions and the range a range. */
export function admitsBetween(range: string, from: string, to: string): boolean {
  const [low, high, interval] = [plain(from), plain(to), plainRange(range)];
  if (low === undefined || high === undefined || interval === undefined)
    return intersects(range, `>=${from} <=${to}`);
  return compare(low, high) <= 0 && compare(low, interval[1]) < 0 && compare(high, interval[0]) >= 0;
}

/** Whether some version is in both ranges; true where either is none: nobody can tell. */
export function mayMeet(range: string, other: string): boolean {
  return !isRange(range, true) || !isRange(other, true) || intersects(range, other, { loose: true });
}

/** Whether every version of a range is in another one; false where either is none. */
export function isWithin(range: string, other: string): boolean {
  return isRange(range, true) && isRange(other, true) && subset(range, other, { loose: true });
}
