import { lacks, readScorecard } from '../core/index';
import type {
  Advisory,
  Evidence,
  EvidencePatch,
  EvidenceSource,
  Fact,
  FactKind,
  Gap,
  Repository,
} from '../core/index';
import type { HttpAnswer, HttpRequest, JsonHttp } from './http';
import { asRecord, asString, recordsIn, stringsIn } from './json';
import type { Json } from './json';
import { NETWORK_FACTS } from './networkOptions';
import { repositoryId } from './repositoryUrl';

export interface DepsDevOptions {
  readonly http: JsonHttp;
  /** `https://api.deps.dev`, or a mirror of it. */
  readonly baseUrl: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

const FACTS: readonly FactKind[] = NETWORK_FACTS['deps.dev'];

/** How the answers are fetched: one by one (v3) here; a batch has the same shape. */
interface Fetch {
  readonly version: (name: string, version: string) => Promise<HttpAnswer>;
  readonly project: (id: string) => Promise<HttpAnswer>;
}

/**
 * deps.dev: licenses, advisories, repository with its provenance, and the Scorecard of the repository. Knows exact
 * versions only.
 *
 * @see api/v3/api.proto of google/deps.dev
 */
export function createDepsDevSource({ http, baseUrl, now }: DepsDevOptions): EvidenceSource {
  return {
    id: 'deps.dev',
    reach: 'public',
    facts: FACTS,
    lookup: async (requests, signal) => {
      const fetch = oneByOne(http, baseUrl, { signal });
      const patches = new Map<string, EvidencePatch>();
      await Promise.all(
        requests.map(async ({ key, name, known }) => {
          const patch = await inquire(name, known, fetch, now());
          if (patch !== undefined) patches.set(key, patch);
        }),
      );
      return patches;
    },
  };
}

function oneByOne(http: JsonHttp, baseUrl: string, request: HttpRequest): Fetch {
  const base = baseUrl.replace(/\/+$/, '');
  const projects = new Map<string, Promise<HttpAnswer>>();
  const part = encodeURIComponent;
  return {
    version: (name, version) =>
      http.getJson(`${base}/v3/systems/npm/packages/${part(name)}/versions/${part(version)}`, request),
    project: (id) => {
      // Packages of one monorepo share their project.
      const asked = projects.get(id) ?? http.getJson(`${base}/v3/projects/${part(id)}`, request);
      projects.set(id, asked);
      return asked;
    },
  };
}

async function inquire(
  name: string,
  known: Evidence,
  fetch: Fetch,
  date: string,
): Promise<EvidencePatch | undefined> {
  const version = known.version?.value;
  if (version === undefined) return { gaps: gaps(FACTS, known, 'not-found', 'no exact version is known') };
  const answer = await fetch.version(name, version);
  if (answer.kind === 'cancelled') return undefined;
  const document = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
  if (asRecord(document?.['versionKey']) === undefined) return { gaps: failureGaps(FACTS, known, answer) };
  const stated = factsIn(document ?? {}, date);
  const repository = stated.repository?.value ?? known.repository?.value;
  if (!lacks(known, 'scorecard')) return stated;
  const scorecard = await scorecardOf(repository, known, fetch, date);
  return scorecard && { ...stated, ...scorecard };
}

async function scorecardOf(
  repository: Repository | undefined,
  known: Evidence,
  fetch: Fetch,
  date: string,
): Promise<EvidencePatch | undefined> {
  if (repository === undefined) return { gaps: gaps(['scorecard'], known, 'no-repository') };
  const answer = await fetch.project(repository.id);
  if (answer.kind === 'cancelled') return undefined;
  const project = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
  if (asRecord(project?.['projectKey']) === undefined)
    return { gaps: failureGaps(['scorecard'], known, answer) };
  if (project?.['scorecard'] === undefined) return { gaps: gaps(['scorecard'], known, 'not-found') };
  const { value } = readScorecard(project['scorecard']);
  if (value === undefined)
    return { gaps: gaps(['scorecard'], known, 'bad-answer', 'not a Scorecard result') };
  return { scorecards: [fact({ ...value, repository: ownCase(value.repository, repository.id) }, date)] };
}

/** deps.dev writes projects in lower case; the package's own link keeps the case that Scorecard wants. */
function ownCase(id: string, stated: string): string {
  return id.toLowerCase() === stated.toLowerCase() ? stated : id;
}

function factsIn(document: Json, date: string): EvidencePatch {
  const license = licenseIn(document);
  const repository = repositoryIn(document);
  const reason = asString(document['deprecatedReason']) ?? 'deprecated by its authors';
  return {
    ...(license !== undefined && { licenses: [fact(license, date)] }),
    ...(repository && { repository: fact(repository, date) }),
    ...(document['isDeprecated'] === true && { deprecation: fact(reason, date) }),
    ...(Array.isArray(document['advisoryKeys']) && { advisories: fact(advisoriesIn(document), date) }),
  };
}

/** Several entries have no stated relation: the careful reading is that each of them holds. */
function licenseIn(document: Json): string | undefined {
  const licenses = stringsIn(document['licenses']);
  if (licenses.length < 2) return licenses[0];
  return licenses.map((license) => (/\sOR\s/i.test(license) ? `(${license})` : license)).join(' AND ');
}

/** The repository that the source is in; the first related project is often only its issue tracker. */
function repositoryIn(document: Json): Repository | undefined {
  const related = recordsIn(document['relatedProjects']);
  const source = related.find((entry) => entry['relationType'] === 'SOURCE_REPO');
  const id = asString(asRecord(source?.['projectKey'])?.['id']);
  if (source === undefined || id === undefined) return undefined;
  const links = recordsIn(document['links']);
  const link = links.find((entry) => entry['label'] === 'SOURCE_REPO')?.['url'];
  const provenance = /ATTESTATION$/.test(asString(source['relationProvenance']) ?? '')
    ? 'attested'
    : 'self-reported';
  return { id: ownCase(id, repositoryId(asString(link) ?? '') ?? id), provenance };
}

function advisoriesIn(document: Json): Advisory[] {
  const ids = recordsIn(document['advisoryKeys']).flatMap((entry) => asString(entry['id']) ?? []);
  return ids.map((id) => ({
    id,
    summary: '',
    url: `https://osv.dev/vulnerability/${encodeURIComponent(id)}`,
  }));
}

function fact<T>(value: T, date: string): Fact<T> {
  return { value, origin: { source: 'deps.dev', label: 'deps.dev', date } };
}

function failureGaps(facts: readonly FactKind[], known: Evidence, answer: HttpAnswer): Gap[] {
  if (answer.kind === 'not-found') return gaps(facts, known, 'not-found');
  if (answer.kind === 'failure') return gaps(facts, known, answer.why, answer.detail);
  return gaps(facts, known, 'bad-answer', 'not the documented shape');
}

function gaps(facts: readonly FactKind[], known: Evidence, why: Gap['why'], detail?: string): Gap[] {
  const missing = facts.filter((kind) => lacks(known, kind));
  return missing.map((kind) => ({
    fact: kind,
    source: 'deps.dev',
    why,
    ...(detail !== undefined && { detail }),
  }));
}
