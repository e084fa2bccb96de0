import semver from 'semver';
import type { EvidencePatch, EvidenceRequest } from '../core/index';
import type { HttpAnswer } from './http';
import { asRecord, asString } from './json';
import type { Json } from './json';
import { fact, factsIn, gaps, historyIn, recordIn, unanswered } from './npmDocument';
import { admits, isDeprecated, pickVersion } from './npmVersions';
import { phrase, uriPart } from '../core/index';

/** Asks the registry of a package; the path is below the registry's address. */
export type Ask = (path: string, accept?: string) => Promise<HttpAnswer>;

/** What helps to learn much in few questions. */
export interface ResolveHints {
  /** Whether a range is likely to admit the newest version, as far as this machine knows. */
  readonly admitsLatest: (request: EvidenceRequest) => Promise<boolean>;
  /** Whether others tell the licenses of many versions at once: then only the version is wanted here. */
  readonly isToldInBatches: (request: EvidenceRequest) => Promise<boolean>;
}

const TAG = /^[a-z][\w.-]*$/i;
/** The abbreviated document is enough to resolve a range; registries that do not know it send the full one. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*';

/**
 * Which version a range means, and what the document that says so states beside it. Registries take a version or a tag
 * in the path, but no range. So a version and a tag are asked for as they are, and so is `latest` where the range most
 * likely admits it: one small document, license and repository included. Else the document of the package must be read:
 * the abbreviated one where the rest is learned in batches, the full one where it would take a question each.
 */
export async function resolveRange(
  request: EvidenceRequest,
  ask: Ask,
  date: string,
  hints: ResolveHints,
): Promise<EvidencePatch | undefined> {
  const wanted = request.range.trim();
  if (semver.valid(wanted) !== null && semver.valid(wanted) === wanted)
    return resolveExact(request, wanted, ask, date);
  const segment = await tagToAsk(request, wanted, hints);
  if (segment !== undefined) {
    const answer = await ask(`${escapeName(request.name)}/${uriPart(segment)}`);
    const patch = fromTag(answer, wanted, date);
    if (patch !== undefined) return patch;
    if (isFinal(answer)) return unanswered(request.known, answer);
  }
  const accept = (await hints.isToldInBatches(request)) ? ABBREVIATED : undefined;
  return fromPackage(request, wanted, await ask(escapeName(request.name), accept), date);
}

/** Whether another question would have the same answer. Some registries know no versions in the path: they refuse. */
function isFinal(answer: HttpAnswer): boolean {
  return answer.kind === 'cancelled' || (answer.kind === 'failure' && answer.why !== 'bad-answer');
}

/** `@scope/name` as a path: npm's escaped name, with a lower-case `%2f`. */
export function escapeName(name: string): string {
  return name.startsWith('@') ? `@${uriPart(name.slice(1)).replace(/%2F/g, '%2f')}` : uriPart(name);
}

/** What the document of one version says, or why there is none. */
export function fromVersion(
  { known }: EvidenceRequest,
  version: string,
  answer: HttpAnswer,
  date: string,
): EvidencePatch | undefined {
  const document = documentOf(version, answer);
  return document === undefined ? unanswered(known, answer) : factsIn(document, date);
}

/** The answer where it is about the very version: what a registry says of another one is nothing about this one. */
function documentOf(version: string, answer: HttpAnswer): Json | undefined {
  const document = recordIn(answer);
  const stated = asString(document?.['version']);
  if (stated !== undefined && isSameVersion(stated, version)) return document;
  // Some registries answer with the document of the whole package.
  const versions = asRecord(document?.['versions']) ?? {};
  return Object.hasOwn(versions, version) ? asRecord(versions[version]) : undefined;
}

function isSameVersion(one: string, other: string): boolean {
  return one === other || (semver.valid(one, true) ?? NaN) === semver.valid(other, true);
}

async function resolveExact(request: EvidenceRequest, version: string, ask: Ask, date: string) {
  const answer = await ask(`${escapeName(request.name)}/${uriPart(version)}`);
  const patch = fromVersion(request, version, answer, date);
  return documentOf(version, answer) === undefined ? patch : { ...patch, version: fact(version, date) };
}

async function tagToAsk(request: EvidenceRequest, wanted: string, { admitsLatest }: ResolveHints) {
  if (wanted === '' || wanted === '*') return 'latest';
  if (semver.validRange(wanted, true) === null) return TAG.test(wanted) ? wanted : undefined;
  return (await admitsLatest(request)) ? 'latest' : undefined;
}

/** `undefined` where the version behind the tag is not the one that the range means, or is not told. */
function fromTag(answer: HttpAnswer, wanted: string, date: string): EvidencePatch | undefined {
  const document = recordIn(answer);
  const version = asString(document?.['version']);
  if (document === undefined || version === undefined || semver.valid(version) === null) return undefined;
  const isRange = semver.validRange(wanted, true) !== null;
  if (isRange && (isDeprecated(document) || !admits(wanted, version))) return undefined;
  return { ...factsIn(document, date), version: fact(version, date) };
}

function fromPackage(request: EvidenceRequest, wanted: string, answer: HttpAnswer, date: string) {
  const packument = recordIn(answer);
  if (packument === undefined) return unanswered(request.known, answer);
  const version = pickVersion(packument, wanted);
  if (version === undefined)
    return { gaps: gaps(request.known, 'not-found', phrase('no version satisfies the range')) };
  const entry = asRecord(asRecord(packument['versions'])?.[version]) ?? {};
  return { ...factsIn(entry, date), ...historyIn(packument, date), version: fact(version, date) };
}
