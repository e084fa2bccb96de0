import { isPackageName, phrase, uriPart } from '../core/index';
import type { CancelSignal, EvidencePatch, EvidenceRequest, EvidenceSource } from '../core/index';
import type { JsonHttp } from './http';
import { NETWORK_PARTS } from './networkParts';
import { authorizationFor } from './npmAuth';
import type { NpmConfig } from './npmConfig';
import { gaps } from './npmDocument';
import { escapeName, fromVersion, resolveRange } from './npmResolve';
import type { Ask, ResolveHints } from './npmResolve';

export interface NpmSourceOptions {
  readonly http: JsonHttp;
  readonly config: NpmConfig;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

export interface NpmVersionsOptions extends NpmSourceOptions {
  /** Whether a range is likely to admit the newest version; without it no range is taken to. */
  readonly admitsLatest?: (request: EvidenceRequest) => Promise<boolean>;
  /** Whether licenses are learned in batches of some service; asked at most once for all `requests`. */
  readonly takesBatches?: (requests: readonly EvidenceRequest[], signal: CancelSignal) => Promise<boolean>;
}

const LARGEST_PACKUMENT = 64_000_000;

/** The registry that each package belongs to, asked which version a range means: see `npmResolve.ts`. */
export function createNpmVersions(options: NpmVersionsOptions): EvidenceSource {
  return {
    ...NETWORK_PARTS.versions,
    lookup: (requests, signal) => {
      const hints = hintsFor(options, requests, signal);
      const inquire: Inquiry = (request, ask, date) => resolveRange(request, ask, date, hints);
      return lookUpAll(options, inquire)(requests, signal);
    },
  };
}

/** The same registry, asked for the document of a version that is known: it is small. */
export function createNpmDocuments(options: NpmSourceOptions): EvidenceSource {
  return { ...NETWORK_PARTS.documents, lookup: lookUpAll(options, readVersion) };
}

type Inquiry = (request: EvidenceRequest, ask: Ask, date: string) => Promise<EvidencePatch | undefined>;

/** A private package is asked about nowhere else, so nobody else's batches matter to it. */
function hintsFor(
  { admitsLatest, takesBatches }: NpmVersionsOptions,
  requests: readonly EvidenceRequest[],
  signal: CancelSignal,
): ResolveHints {
  let inBatches: Promise<boolean> | undefined;
  return {
    admitsLatest: (request) => admitsLatest?.(request) ?? Promise.resolve(false),
    isToldInBatches: ({ privacy }) => {
      if (privacy !== undefined || takesBatches === undefined) return Promise.resolve(true);
      return (inBatches ??= takesBatches(
        requests.filter((each) => each.privacy === undefined),
        signal,
      ));
    },
  };
}

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
  if (registry === undefined)
    return { gaps: gaps(known, 'private', phrase('registry of an untrusted workspace')) };
  if (!isPackageName(name)) return { gaps: gaps(known, 'not-found', phrase('no package name')) };
  const secrets = authorizationFor(registry, config);
  const ask: Ask = (path, accept = 'application/json') =>
    http.getJson(`${registry}${path}`, {
      headers: { ...secrets, accept },
      maxBytes: LARGEST_PACKUMENT,
      confined: request.privacy !== undefined,
      signal,
    });
  return inquire(request, ask, now());
}

async function readVersion(request: EvidenceRequest, ask: Ask, date: string) {
  const version = request.known.version?.value;
  if (version === undefined) return undefined;
  const answer = await ask(`${escapeName(request.name)}/${uriPart(version)}`);
  return fromVersion(request, version, answer, date);
}
