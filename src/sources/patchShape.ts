import { isVersion } from '../core/index';
import type { Advisory, EvidencePatch, LicenseRun, Repository, Scorecard } from '../core/index';
import { asRecord } from './json';
import type { Json } from './json';

/**
 * Whether a value read from disk has the shape of a patch in every part: another version of the program may have written
 * it, and rules rely on the shape.
 */
export function isPatch(value: unknown): value is EvidencePatch {
  const patch = asRecord(value);
  if (patch === undefined) return false;
  return (
    isListOr(patch['licenses'], (fact) => isFact(fact, isAnything)) &&
    isListOr(patch['scorecards'], (fact) => isFact(fact, isScorecard)) &&
    isListOr(patch['gaps'], isGap) &&
    isLinks(patch['links']) &&
    Object.entries(SINGLE).every(([key, test]) => patch[key] === undefined || isFact(patch[key], test))
  );
}

const SINGLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  version: isText,
  repository: isRepository,
  deprecation: isText,
  licenseRuns: isRuns,
  lastRelease: isText,
  advisories: isAdvisories,
};

export function isAnything(value: unknown): value is unknown {
  return value !== undefined;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isUrl(value: unknown): value is string {
  return isText(value) && /^https?:\/\/\S+$/i.test(value);
}

export function isRepository(value: unknown): value is Repository {
  const { id, directory, provenance } = asRecord(value) ?? {};
  return (
    isText(id) &&
    (directory === undefined || isText(directory)) &&
    (provenance === 'attested' || provenance === 'self-reported')
  );
}

export function isScorecard(value: unknown): value is Scorecard {
  const { repository, score, date, checks, history } = asRecord(value) ?? {};
  return (
    isText(repository) &&
    isNumber(score) &&
    isText(date) &&
    isEvery(
      checks,
      ({ name, score: points, reason }) => isText(name) && isNumber(points) && isText(reason),
    ) &&
    isEvery(history, ({ date: day, score: points }) => isText(day) && isNumber(points))
  );
}

export function isAdvisories(value: unknown): value is readonly Advisory[] {
  return isEvery(value, ({ id, summary, url }) => isText(id) && isText(summary) && isUrl(url));
}

/** Ranges are compared with both ends. */
export function isRuns(value: unknown): value is readonly LicenseRun[] {
  return isEvery(value, ({ from, to }) => isText(from) && isText(to) && isVersion(from) && isVersion(to));
}

function isFact(fact: unknown, isValue: (value: unknown) => boolean): boolean {
  const { value, origin } = asRecord(fact) ?? {};
  const { source, label, date } = asRecord(origin) ?? {};
  return isValue(value) && isText(source) && isText(label) && isText(date);
}

function isGap({ fact, source, why, detail }: Json): boolean {
  return [fact, source, why].every(isText) && (detail === undefined || isText(detail));
}

function isLinks(value: unknown): boolean {
  return value === undefined || Object.values(asRecord(value) ?? { none: undefined }).every(isText);
}

function isListOr(value: unknown, test: (record: Json) => boolean): boolean {
  return value === undefined || isEvery(value, test);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isEvery(value: unknown, test: (record: Json) => boolean): boolean {
  return Array.isArray(value) && value.every((each) => test(asRecord(each) ?? {}));
}
