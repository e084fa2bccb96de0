import { PackageURL } from 'packageurl-js';
import type { PackagePattern } from '../model';
import { isInRange, isRange, isVersion } from '../versions';
import { matchesGlob } from './glob';

/**
 * Reads a package pattern of a policy: `name`, `@scope/name`, `@scope/*`, `@scope` (short for `@scope/*`), each with
 * an optional version or semver range behind `@`, or a purl (`pkg:npm/%40scope/name@1.2.3`; `@scope/name` and
 * `%40scope%2Fname` too). Names keep their letter case: `JSONStream` and `jsonstream` are two packages of npm, although
 * purls are normalized to lower case.
 *
 * @returns the pattern, or `undefined` when the text is none.
 */
export function parsePackagePattern(text: string): PackagePattern | undefined {
  const trimmed = text.trim();
  return /^pkg:/i.test(trimmed) ? parsePurl(trimmed) : parseNameAndRange(trimmed);
}

/**
 * Whether a package fits a pattern; `name` is as the registry has it, without alias.
 *
 * @returns `'unknown-version'` when the name fits, the pattern has a range, and the version is unknown or not semver.
 *   Whoever decides takes that as a match for what stops a package, and as none for what lets it pass.
 */
export function matchesPackage(
  pattern: PackagePattern,
  name: string,
  version: string | undefined,
): boolean | 'unknown-version' {
  if (pattern.type !== 'npm' || !matchesName(pattern.name, name)) return false;
  if (pattern.range === undefined) return true;
  if (version === undefined || !isVersion(version, true)) return 'unknown-version';
  return isInRange(version, pattern.range, { includePrerelease: true, loose: true });
}

/** Most patterns are plain names, and every dependency meets every pattern on every keystroke. */
function matchesName(pattern: string, name: string): boolean {
  return pattern === name || ((pattern.includes('*') || pattern.includes('?')) && matchesGlob(pattern, name));
}

/** The pattern as people write it: `@scope/name@^1`, or a purl when it is not of npm. */
export function printPackagePattern(pattern: PackagePattern): string {
  const prefix = pattern.type === 'npm' ? '' : `pkg:${pattern.type}/`;
  return `${prefix}${pattern.name}${pattern.range === undefined ? '' : `@${pattern.range}`}`;
}

function parsePurl(text: string): PackagePattern | undefined {
  const parts = purlParts(text);
  if (!parts) return undefined;
  const { type, name, version } = parts;
  if (type !== 'npm') return { type, name, ...(version === undefined ? {} : { range: version }) };
  return npmPattern(name, version);
}

/** Reads without normalizing, which would fold the name to lower case. */
function purlParts(text: string): { type: string; name: string; version: string | undefined } | undefined {
  try {
    const [type, namespace, name, version] = PackageURL.parseString(text.replace(/\/+$/, '/*'));
    if (typeof type !== 'string' || typeof name !== 'string') return undefined;
    const fullName = typeof namespace === 'string' && namespace !== '' ? `${namespace}/${name}` : name;
    return {
      type: type.toLowerCase(),
      name: fullName,
      version: typeof version === 'string' ? version : undefined,
    };
  } catch {
    return undefined;
  }
}

function parseNameAndRange(text: string): PackagePattern | undefined {
  const at = text.indexOf('@', 1);
  return at < 0 ? npmPattern(text, undefined) : npmPattern(text.slice(0, at), text.slice(at + 1));
}

function npmPattern(name: string, range: string | undefined): PackagePattern | undefined {
  const fullName = /^@[^/]+$/.test(name) ? `${name}/*` : name;
  if (!/^(@[^/@\s]+\/)?[^/@\s]+$/.test(fullName)) return undefined;
  if (range === undefined) return { type: 'npm', name: fullName };
  const tidy = range.trim();
  if (tidy === '' || !isRange(tidy, true)) return undefined;
  return { type: 'npm', name: fullName, range: tidy };
}
