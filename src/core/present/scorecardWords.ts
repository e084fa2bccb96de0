import type { Fact, Repository, Scorecard } from '../model';
import { weakestChecks } from '../scorecard/weakest';
import { clip, day } from './plain';

const SHOWN_CHECKS = 3;

/** `5.1 of 10, 2026-06-29` */
export function totalText(scorecard: Scorecard): string {
  const total = scorecard.score < 0 ? 'inconclusive' : `${scorecard.score.toFixed(1)} of 10`;
  return `${total}, ${day(scorecard.date)}`;
}

/** `Code-Review 0 · Fuzzing 0`: the checks that cost the most; empty where checks are not known. */
export function weakestText(scorecard: Scorecard): string {
  return weakestChecks(scorecard, SHOWN_CHECKS)
    .map((check) => `${clip(check.name, 60)} ${check.score}`)
    .join(' · ');
}

/** `github.com/owner/name (self-reported)` */
export function repositoryText(scorecard: Scorecard, repository: Fact<Repository> | undefined): string {
  const id = clip(scorecard.repository, 120);
  return repository === undefined ? id : `${id} (${repository.value.provenance})`;
}

/** The web address of a repository id; `undefined` for a host that nobody vouched for. */
export function repositoryAddress(id: string): string | undefined {
  return /^(github\.com|gitlab\.com|bitbucket\.org)(\/[\w.-]+)+$/.test(id) ? `https://${id}` : undefined;
}
