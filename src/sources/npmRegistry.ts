import semver from 'semver';
import { isPackageName, lacks, licenseField } from '../core/index';
import type {
  CancelSignal,
  Evidence,
  EvidencePatch,
  EvidenceRequest,
  EvidenceSource,
  Fact,
  FactKind,
  Gap,
} from '../core/index';
import type { HttpAnswer, JsonHttp } from './http';
import { asRecord, asString } from './json';
import type { Json } from './json';
import { NETWORK_PARTS } from './networkParts';
import { authorizationFor } from './npmAuth';
import type { NpmConfig } from './npmConfig';
import { lastRelease, licenseRuns, pickVersion } from './npmVersions';
import { deprecationMessage, packageLinks } from './packageFields';
import { parseRepository } from './repositoryUrl';

export interface NpmSourceOptions {
  readonly http: JsonHttp;
  readonly config: NpmConfig;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

const FACTS: readonly FactKind[] = ['version', ...NETWORK_PARTS.documents.facts];
/** The abbreviated document is enough to resolve a range; registries that do not know it send the full one. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*';
const LARGEST_PACKUMENT = 64_000_000;

/**
 * The registry that each package belongs to, asked which version a range means: the package's abbreviated document says
 * it. A registry that does not abbreviate says everything at once, and so does the document of a version where the range
 * is one.
 */
export function createNpmVersions(options: NpmSourceOptions): EvidenceSource {
  return { ...NETWORK_PARTS.versions, lookup: lookUpAll(options, resolveRange) };
}

/** The same registry, asked for the document of a version that is known: it is small. */
export function createNpmDocuments(options: NpmSourceOptions): EvidenceSource {
  return { ...NETWORK_PARTS.documents, lookup: lookUpAll(options, readVersion) };
}

type Ask = (path: string, accept?: string) => Promise<HttpAnswer>;
type Inquiry = (request: EvidenceRequest, ask: Ask, date: string) => Promise<EvidencePatch | undefined>;

function lookUpAll(options: NpmSourceOptions, inquire: Inquiry): EvidenceSource['lookup'] {
  return async (requests, signal) => {
    const patches = new Map<string, EvidencePatch>();
    await Promise.all(
      requests.map(async (request) => {
        const patch = await lookUp(request, options, signal, inquire);
        if (patch !== undefined) patches.set(request.key, patch);
      }),
    );
    return patches;
  };
}

async function lookUp(
  request: EvidenceRequest,
  { http, config, now }: NpmSourceOptions,
  signal: CancelSignal,
  inquire: Inquiry,
): Promise<EvidencePatch | undefined> {
  const { name, known } = request;
  const registry = config.askableRegistryOf(name);
  if (registry === undefined) return { gaps: gaps(known, 'private', 'registry of an untrusted workspace') };
  if (!isPackageName(name)) return { gaps: gaps(known, 'not-found', 'no package name') };
  const secrets = authorizationFor(registry, config);
  const ask: Ask = (path, accept = 'application/json') =>
    http.getJson(`${registry}${path}`, {
      headers: { ...secrets, accept },
      maxBytes: LARGEST_PACKUMENT,
      signal,
    });
  return inquire(request, ask, now());
}

async function resolveRange(request: EvidenceRequest, ask: Ask, date: string) {
  const path = escapeName(request.name);
  const exact = semver.valid(request.range);
  if (exact !== null && exact === request.range) return resolveExact(request, exact, ask, date);
  const answer = await ask(path, ABBREVIATED);
  const packument = recordIn(answer);
  if (packument === undefined) return unanswered(request.known, answer);
  const version = pickVersion(packument, request.range);
  if (version === undefined)
    return { gaps: gaps(request.known, 'not-found', 'no version satisfies the range') };
  const entry = asRecord(asRecord(packument['versions'])?.[version]) ?? {};
  return { ...factsIn(entry, date), ...historyIn(packument, date), version: fact(version, date) };
}

async function resolveExact(request: EvidenceRequest, version: string, ask: Ask, date: string) {
  const answer = await ask(`${escapeName(request.name)}/${encodeURIComponent(version)}`);
  const patch = fromVersion(request, answer, date);
  return recordIn(answer) === undefined ? patch : { ...patch, version: fact(version, date) };
}

async function readVersion(request: EvidenceRequest, ask: Ask, date: string) {
  const version = request.known.version?.value;
  if (version === undefined) return undefined;
  const answer = await ask(`${escapeName(request.name)}/${encodeURIComponent(version)}`);
  return fromVersion(request, answer, date);
}

function fromVersion(request: EvidenceRequest, answer: HttpAnswer, date: string): EvidencePatch | undefined {
  const document = recordIn(answer);
  return document === undefined ? unanswered(request.known, answer) : factsIn(document, date);
}

function factsIn(document: Json, date: string): EvidencePatch {
  const license = licenseField(document);
  const repository = parseRepository(document['repository']);
  const deprecation = deprecationMessage(document);
  return {
    ...(license !== undefined && { licenses: [fact(license, date)] }),
    ...(repository && { repository: fact(repository, date) }),
    ...(deprecation !== undefined && { deprecation: fact(deprecation, date) }),
    links: packageLinks(document),
  };
}

function historyIn(packument: Json, date: string): EvidencePatch {
  const runs = licenseRuns(packument);
  const released = lastRelease(packument);
  return {
    ...(runs && { licenseRuns: fact(runs, date) }),
    ...(released !== undefined && { lastRelease: fact(released, date) }),
  };
}

function fact<T>(value: T, date: string): Fact<T> {
  return { value, origin: { source: 'npm', label: 'npm registry', date } };
}

function recordIn(answer: HttpAnswer): Json | undefined {
  const document = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
  return asString(document?.['name']) === undefined ? undefined : document;
}

function unanswered(known: Evidence, answer: HttpAnswer): EvidencePatch | undefined {
  switch (answer.kind) {
    case 'cancelled':
      return undefined;
    case 'not-found':
      return { gaps: gaps(known, 'not-found') };
    case 'ok':
      return { gaps: gaps(known, 'bad-answer', 'not a document of a package') };
    case 'failure':
      return { gaps: gaps(known, answer.why, answer.detail) };
  }
}

function gaps(known: Evidence, why: Gap['why'], detail?: string): Gap[] {
  const missing = FACTS.filter((kind) => lacks(known, kind));
  return missing.map((kind) => ({ fact: kind, source: 'npm', why, ...(detail !== undefined && { detail }) }));
}

/** `@scope/name` as a path: npm's escaped name, with a lower-case `%2f`. */
function escapeName(name: string): string {
  return name.startsWith('@')
    ? `@${encodeURIComponent(name.slice(1)).replace(/%2F/g, '%2f')}`
    : encodeURIComponent(name);
}
