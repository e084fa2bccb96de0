import type { EvidencePatch, Fact, FactKind, Gap, SourceId } from '../core/index';
import { asArray, asRecord, asString, parseJson } from './json';
import type { Json } from './json';
import { MIRROR_FACTS, MIRROR_FORMAT } from './mirrorFormat';
import type { MirrorPackage, MirrorShard, MirrorVersion } from './mirrorFormat';
import { isAdvisories, isAnything, isRepository, isRuns, isScorecard, isText, isUrl } from './patchShape';
import { t, translated } from '../core/index';

const SOURCES = new Set<SourceId>(['npm', 'deps.dev', 'scorecard', 'osv']);
const LASTING: readonly Gap['why'][] = ['not-found', 'no-repository', 'unsupported'];

/**
 * The packages of a shard's text, or `undefined` where it is none. Of a fact only what has the right shape is read, and
 * its label says that it came through the mirror.
 */
export function parseShard(text: string): MirrorShard | undefined {
  const record = asRecord(parseJson(text));
  const packages = asRecord(record?.['packages']);
  if (record?.['format'] !== MIRROR_FORMAT || packages === undefined) return undefined;
  return mapValues(packages, packageIn);
}

function packageIn(value: unknown): MirrorPackage {
  const record = asRecord(value) ?? {};
  const runs = factIn(record['licenseRuns'], isRuns);
  const released = factIn(record['lastRelease'], isText);
  return {
    ranges: mapValues(asRecord(record['ranges']) ?? {}, (range) => factIn(range, isText) ?? null),
    versions: mapValues(asRecord(record['versions']) ?? {}, versionIn),
    ...(runs && { licenseRuns: runs }),
    ...(released && { lastRelease: released }),
  };
}

function versionIn(value: unknown): MirrorVersion {
  const record = asRecord(value) ?? {};
  return { facts: factsIn(asRecord(record['facts']) ?? {}), nothing: nothingIn(record['nothing']) };
}

function factsIn(facts: Json): MirrorVersion['facts'] {
  const repository = factIn(facts['repository'], isRepository);
  const deprecation = factIn(facts['deprecation'], isText);
  const advisories = factIn(facts['advisories'], isAdvisories);
  return {
    licenses: factsOf(facts['licenses'], isAnything),
    scorecards: factsOf(facts['scorecards'], isScorecard),
    ...(repository && { repository: repository }),
    ...(deprecation && { deprecation }),
    ...(advisories && { advisories: advisories }),
    links: linksIn(facts['links']),
  };
}

function nothingIn(value: unknown): MirrorVersion['nothing'] {
  const record = asRecord(value) ?? {};
  const known = MIRROR_FACTS.flatMap((fact): [FactKind, Gap['why']][] => {
    const why = LASTING.find((each) => each === record[fact]);
    return why === undefined ? [] : [[fact, why]];
  });
  return Object.fromEntries(known);
}

function linksIn(value: unknown): NonNullable<EvidencePatch['links']> {
  const { homepage, funding } = asRecord(value) ?? {};
  return { ...(isUrl(homepage) && { homepage }), ...(isUrl(funding) && { funding }) };
}

function factsOf<T>(value: unknown, isValue: (value: unknown) => value is T): Fact<T>[] {
  return asArray(value).flatMap((each) => factIn(each, isValue) ?? []);
}

/** A fact without a source and a date does not exist. */
function factIn<T>(fact: unknown, isValue: (value: unknown) => value is T): Fact<T> | undefined {
  const record = asRecord(fact);
  const origin = asRecord(record?.['origin']);
  const source = [...SOURCES].find((id) => id === origin?.['source']);
  const label = asString(origin?.['label']);
  const date = asString(origin?.['date']);
  const value = record?.['value'];
  if (source === undefined || label === undefined || date === undefined || Number.isNaN(Date.parse(date)))
    return undefined;
  return isValue(value)
    ? { value, origin: { source, label: t('{0} via the mirror', translated(label)), date } }
    : undefined;
}

/** Names of packages come in: an object without a prototype cannot be confused by `__proto__`. */
function mapValues<T>(record: Json, map: (value: unknown) => T): Readonly<Record<string, T>> {
  const mapped = Object.create(null) as Record<string, T>;
  for (const [key, value] of Object.entries(record)) mapped[key] = map(value);
  return mapped;
}
