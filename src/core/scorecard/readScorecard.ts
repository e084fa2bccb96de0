import type { Parsed, Problem, Scorecard, ScorecardCheck } from '../model';
import { t } from '../present/language';

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a Scorecard result in either shape that is served: the Scorecard API's and CLI's (`repo`, `score`), and
 * deps.dev's (`repository`, `overallScore`; in older answers numbers are strings).
 *
 * @param json parsed JSON of unknown shape.
 * @returns `undefined` with a problem when there is no repository or no score to speak of; a check that cannot be read
 * is left out with a problem. The history is empty: a result knows only itself.
 * @see openapi.yaml of ossf/scorecard-webapp and api.proto of google/deps.dev
 */
export function readScorecard(json: unknown): Parsed<Scorecard | undefined> {
  const result = asRecord(json);
  const repository = asString(asRecord(result?.['repo'] ?? result?.['repository'])?.['name']);
  const score = asScore(result?.['score'] ?? result?.['overallScore']);
  const date = asDay(result?.['date']);
  if (repository === undefined) return unusable(t('it names no repository'));
  if (score === undefined) return unusable(t('{0} has no score between -1 and 10', repository));
  if (date === undefined) return unusable(t('{0} has no date', repository));
  const { value: checks, problems } = readChecks(result?.['checks']);
  return { value: { repository, score, date, checks, history: [] }, problems };
}

function readChecks(json: unknown): Parsed<ScorecardCheck[]> {
  const value: ScorecardCheck[] = [];
  const problems: Problem[] = [];
  for (const entry of Array.isArray(json) ? (json as unknown[]) : []) {
    const check = readCheck(entry);
    if (check === undefined)
      problems.push(problem(t('a check without a name or with a score outside -1 to 10')));
    else value.push(check);
  }
  return { value, problems };
}

function readCheck(json: unknown): ScorecardCheck | undefined {
  const check = asRecord(json);
  const name = asString(check?.['name']);
  const score = asScore(check?.['score']);
  if (name === undefined || score === undefined) return undefined;
  return { name, score, reason: asString(check?.['reason']) ?? '' };
}

function unusable(what: string): Parsed<undefined> {
  return { value: undefined, problems: [problem(what)] };
}

function problem(what: string): Problem {
  return {
    code: 'scorecard.shape',
    severity: 'warning',
    message: t('The Scorecard result is not usable: {0}.', what),
  };
}

function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function asScore(value: unknown): number | undefined {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof score === 'number' && score >= -1 && score <= 10 ? score : undefined;
}

/** RFC 3339 from Scorecard v5 on, a plain day before. */
function asDay(value: unknown): string | undefined {
  return /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(asString(value) ?? '')?.[0];
}
