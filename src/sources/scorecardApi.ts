import { phrase, readScorecard } from '../core/index';
import type { EvidencePatch, EvidenceSource, Gap, Repository } from '../core/index';
import type { HttpAnswer, JsonHttp } from './http';
import { NETWORK_PARTS } from './networkParts';

export interface ScorecardApiOptions {
  readonly http: JsonHttp;
  /** `https://api.scorecard.dev`, or a mirror of it. */
  readonly baseUrl: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
}

const PLATFORMS = /^(?:github\.com|gitlab\.com)\/[\w.-]+\/[\w./-]+$/;

/**
 * The Scorecard API. It tells letter cases apart and follows no renames, so a 404 means "unknown", never "bad".
 *
 * @see openapi.yaml of ossf/scorecard-webapp
 */
export function createScorecardSource({ http, baseUrl, now }: ScorecardApiOptions): EvidenceSource {
  const base = baseUrl.replace(/\/+$/, '');
  return {
    ...NETWORK_PARTS.scorecard,
    lookup: async (requests, signal) => {
      const asked = new Map<string, Promise<HttpAnswer>>();
      const ask = (repository: Repository): Promise<HttpAnswer> => {
        const answer =
          asked.get(repository.id) ?? http.getJson(`${base}/projects/${repository.id}`, { signal });
        asked.set(repository.id, answer);
        return answer;
      };
      const patches = new Map<string, EvidencePatch>();
      await Promise.all(
        requests.map(async ({ key, known }) => {
          const patch = await inquire(known.repository?.value, ask, now());
          if (patch !== undefined) patches.set(key, patch);
        }),
      );
      return patches;
    },
  };
}

async function inquire(
  repository: Repository | undefined,
  ask: (repository: Repository) => Promise<HttpAnswer>,
  date: string,
): Promise<EvidencePatch | undefined> {
  if (repository === undefined) return gap('no-repository');
  if (!PLATFORMS.test(repository.id)) return gap('unsupported', phrase('Scorecard knows GitHub and GitLab'));
  const answer = await ask(repository);
  if (answer.kind === 'cancelled') return undefined;
  if (answer.kind === 'not-found') return gap('not-found');
  if (answer.kind === 'failure') return gap(answer.why, answer.detail);
  const { value } = readScorecard(answer.json);
  if (value === undefined) return gap('bad-answer', phrase('not a Scorecard result'));
  return { scorecards: [{ value, origin: { source: 'scorecard', label: 'Scorecard API', date } }] };
}

function gap(why: Gap['why'], detail?: string): EvidencePatch {
  return { gaps: [{ fact: 'scorecard', source: 'scorecard', why, ...(detail !== undefined && { detail }) }] };
}
