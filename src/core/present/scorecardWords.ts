import type { Fact, Repository, Scorecard } from '../model';
import { weakestChecks } from '../scorecard/weakest';
import { t, worded } from './language';
import { clip, day } from './plain';

const SHOWN_CHECKS = 3;

/** `5.1 of 10, 2026-06-29` */
export function totalText(scorecard: Scorecard): string {
  return scorecard.score < 0
    ? t('inconclusive, {0}', day(scorecard.date))
    : t('{0} of 10, {1}', scorecard.score.toFixed(1), day(scorecard.date));
}

/** `Code-Review 0 · Fuzzing 0`: the checks that cost the most; empty where checks are not known. */
export function weakestText(scorecard: Scorecard): string {
  return weakestChecks(scorecard, SHOWN_CHECKS)
    .map((check) => `${clip(check.name, 60)} ${check.score}`)
    .join(' · ');
}

/** Whether somebody other than the author vouches for a repository. */
export const provenanceWord = worded<Repository['provenance']>({
  attested: () => t('attested'),
  'self-reported': () => t('self-reported'),
});

/** `github.com/owner/name (self-reported)` */
export function repositoryText(scorecard: Scorecard, repository: Fact<Repository> | undefined): string {
  const id = clip(scorecard.repository, 120);
  return repository === undefined ? id : `${id} (${provenanceWord[repository.value.provenance]})`;
}

/** A Scorecard is of a repository: what else stands in it counts, too. Empty where the package is all of it. */
export function sharedText(repository: Fact<Repository> | undefined): string {
  const directory = repository?.value.directory ?? '';
  return directory === ''
    ? ''
    : t('of the whole repository; this package is {0} in it', clip(directory, 120));
}

/** The web address of a repository id; `undefined` for a host that nobody vouched for. */
export function repositoryAddress(id: string): string | undefined {
  return /^(github\.com|gitlab\.com|bitbucket\.org)(\/[\w.-]+)+$/.test(id) ? `https://${id}` : undefined;
}
