import { betterRepository, lacks, phrase, readScorecard } from '../core/index';
import type {
  EvidencePatch,
  EvidenceRequest,
  EvidenceSource,
  Fact,
  FactKind,
  Gap,
  Repository,
} from '../core/index';
import { askDepsDev, versionId } from './depsDevAsk';
import type { Answer, DepsDevAsk } from './depsDevAsk';
import { depsDevFact, ownCase, versionFacts } from './depsDevFacts';
import type { BatchHttp } from './http';
import { asRecord } from './json';
import { isToldByRegistry } from './need';
import { NETWORK_PARTS } from './networkParts';

export interface DepsDevOptions {
  readonly http: BatchHttp;
  /** `https://api.deps.dev`, or a mirror of it. */
  readonly baseUrl: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
  /**
   * Whether somebody else is asked about advisories: then a version of which the registry told the rest is not asked
   * about alone, where there are no batches.
   */
  readonly advisoriesElsewhere?: boolean;
}

const FACTS: readonly FactKind[] = NETWORK_PARTS['deps.dev'].facts;
const OF_VERSION = FACTS.filter((fact) => fact !== 'scorecard');
/** The hosts whose projects deps.dev knows: the repositories of others are nobody's business. */
const PROJECT = /^(?:github\.com|gitlab\.com|bitbucket\.org)\/[\w.-]+\/[\w./-]+$/i;

/**
 * deps.dev: licenses, advisories, repository with its provenance, and the Scorecard of the repository, for all packages
 * at once. Knows exact versions only.
 *
 * @see api/v3/api.proto of google/deps.dev
 */
export function createDepsDevSource(options: DepsDevOptions): EvidenceSource {
  const { http, baseUrl, now, advisoriesElsewhere = false } = options;
  return {
    ...NETWORK_PARTS['deps.dev'],
    lookup: async (requests, signal) => {
      const ask = askDepsDev(http, baseUrl, { signal });
      const isSpare = ({ known }: EvidenceRequest): boolean =>
        isToldByRegistry(known) && (advisoriesElsewhere || !lacks(known, 'advisories'));
      const drafts = await readVersions(requests, ask, now(), isSpare);
      return withScorecards(drafts, ask, now());
    },
  };
}

/** What one package's version said, before its project was asked. */
interface Draft {
  readonly request: EvidenceRequest;
  readonly answer: Answer;
  readonly patch: EvidencePatch;
  readonly repository: Repository | undefined;
}

async function readVersions(
  requests: readonly EvidenceRequest[],
  ask: DepsDevAsk,
  date: string,
  isSpare: (request: EvidenceRequest) => boolean,
): Promise<Draft[]> {
  const items = requests.flatMap((request) => {
    const { name, known } = request;
    return known.version === undefined
      ? []
      : [{ name, version: known.version.value, spare: isSpare(request) }];
  });
  const answers = await ask.versions(items);
  return requests.map((request) => {
    const { name, known } = request;
    const version = known.version?.value;
    const answer = version === undefined ? noVersion : answers.get(versionId({ name, version }));
    return draft(request, answer ?? { kind: 'not-found' }, date);
  });
}

function draft(request: EvidenceRequest, answer: Answer, date: string): Draft {
  const { known } = request;
  if (answer.kind === 'spared') return { request, answer, patch: {}, repository: known.repository?.value };
  const document = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
  if (document === undefined || asRecord(document['versionKey']) === undefined) {
    const failed: Answer = answer.kind === 'ok' ? odd : answer;
    const patch = { gaps: failureGaps(OF_VERSION, request, failed) };
    return { request, answer: failed, patch, repository: known.repository?.value };
  }
  const stated = versionFacts(document, date);
  const gaps = stated.repository ? [] : gapsFor(['repository'], request, 'no-repository');
  const patch = gaps.length === 0 ? stated : { ...stated, gaps };
  return { request, answer, patch, repository: betterRepository(known.repository, stated.repository)?.value };
}

/** The service was not asked at all. */
const noVersion: Answer = {
  kind: 'failure',
  why: 'unsupported',
  detail: phrase('no exact version is known'),
};
const odd: Answer = { kind: 'failure', why: 'bad-answer', detail: phrase('not the documented shape') };

async function withScorecards(
  drafts: readonly Draft[],
  ask: DepsDevAsk,
  date: string,
): Promise<Map<string, EvidencePatch>> {
  const projects = await ask.projects(drafts.flatMap((one) => projectOf(one) ?? []));
  const patches = new Map<string, EvidencePatch>();
  for (const one of drafts) {
    const more = scorecardOf(one, projects, date);
    if (one.answer.kind === 'cancelled' || more === undefined) continue;
    const gaps = [...(one.patch.gaps ?? []), ...(more.gaps ?? [])];
    patches.set(one.request.key, { ...one.patch, ...more, ...(gaps.length > 0 && { gaps }) });
  }
  return patches;
}

/** The project to ask for, where its Scorecard is wanted and the service answers. */
function projectOf({ request, answer, repository }: Draft): string | undefined {
  if (!wantsScorecard(request)) return undefined;
  if (answer.kind === 'failure' || answer.kind === 'cancelled') return undefined;
  return repository !== undefined && PROJECT.test(repository.id) ? repository.id : undefined;
}

function wantsScorecard({ known, wanted }: EvidenceRequest): boolean {
  return (wanted === undefined || wanted.includes('scorecard')) && lacks(known, 'scorecard');
}

function scorecardOf(
  one: Draft,
  projects: ReadonlyMap<string, Answer>,
  date: string,
): EvidencePatch | undefined {
  const { request, repository } = one;
  if (!wantsScorecard(request)) return {};
  const id = projectOf(one);
  if (repository === undefined || id === undefined) return { gaps: unaskedGaps(one) };
  const answer = projects.get(id.toLowerCase()) ?? odd;
  if (answer.kind === 'cancelled') return undefined;
  const project = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
  if (asRecord(project?.['projectKey']) === undefined)
    return { gaps: failureGaps(['scorecard'], request, answer) };
  if (project?.['scorecard'] === undefined) return { gaps: gapsFor(['scorecard'], request, 'not-found') };
  const scorecard = scorecardIn(project['scorecard'], repository, date);
  return scorecard === undefined
    ? { gaps: gapsFor(['scorecard'], request, 'bad-answer', phrase('not a Scorecard result')) }
    : { scorecards: [scorecard] };
}

function scorecardIn(raw: unknown, { id }: Repository, date: string): Fact<NonNullable<Read>> | undefined {
  const { value } = readScorecard(raw);
  return value && depsDevFact({ ...value, repository: ownCase(value.repository, id) }, date);
}

type Read = ReturnType<typeof readScorecard>['value'];

function unaskedGaps({ request, answer, repository }: Draft): Gap[] {
  if (answer.kind === 'failure') return failureGaps(['scorecard'], request, answer);
  return gapsFor(['scorecard'], request, repository === undefined ? 'no-repository' : 'unsupported');
}

function failureGaps(facts: readonly FactKind[], request: EvidenceRequest, answer: Answer): Gap[] {
  if (answer.kind === 'not-found') return gapsFor(facts, request, 'not-found');
  if (answer.kind === 'failure') return gapsFor(facts, request, answer.why, answer.detail);
  return gapsFor(facts, request, 'bad-answer', phrase('not the documented shape'));
}

function gapsFor(
  facts: readonly FactKind[],
  { known }: EvidenceRequest,
  why: Gap['why'],
  detail?: string,
): Gap[] {
  const missing = facts.filter((kind) => lacks(known, kind));
  return missing.map((fact) => ({
    fact,
    source: 'deps.dev',
    why,
    ...(detail !== undefined && { detail }),
  }));
}
