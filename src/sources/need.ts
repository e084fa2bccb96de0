import { lacks } from '../core/index';
import type { Evidence, EvidenceRequest, SourceId } from '../core/index';

/** Repositories without a Scorecard at deps.dev about which the Scorecard API is asked all the same. */
const MOST_SECOND_OPINIONS = 3;

/**
 * The requests for which the registry's document of a version can add something. The lockfile and the installed package
 * repeat its license field, and deps.dev repeats its repository and deprecation: what they do not have, it has not.
 */
export function needDocument(requests: readonly EvidenceRequest[]): EvidenceRequest[] {
  return requests.filter(({ known }) => {
    if (hasSpoken(known, 'npm')) return false;
    if (!hasSpoken(known, 'lockfile', 'installed') && lacks(known, 'license')) return true;
    return !depsDevKnows(known) && (lacks(known, 'repository') || lacks(known, 'deprecation'));
  });
}

/**
 * The requests about whose repository the Scorecard API is to be asked. It takes one repository at a time, so it is not
 * asked for the hundreds of a large manifest of which deps.dev, which holds the same weekly results, says that there is
 * none. For a few it is: a project that publishes its own results may be known here alone.
 */
export function needScorecardApi(requests: readonly EvidenceRequest[]): EvidenceRequest[] {
  const answered = requests.filter(({ known }) => isWithoutScorecard(known));
  const repositories = new Set(answered.map(({ known }) => known.repository?.value.id));
  if (repositories.size <= MOST_SECOND_OPINIONS) return [...requests];
  return requests.filter(({ known }) => !isWithoutScorecard(known));
}

/** Whether the registry's document of the version was read, and tells license and repository. */
export function isToldByRegistry(known: Evidence): boolean {
  return hasSpoken(known, 'npm') && !lacks(known, 'license') && !lacks(known, 'repository');
}

/** Whether one of these sources stated a license field. */
function hasSpoken(known: Evidence, ...sources: readonly SourceId[]): boolean {
  return known.licenses.some(({ origin }) => sources.includes(origin.source));
}

/** Whether deps.dev has a document of this very version. */
function depsDevKnows({ licenses, repository, advisories, gaps }: Evidence): boolean {
  const facts = [...licenses, repository, advisories];
  if (facts.some((fact) => fact?.origin.source === 'deps.dev')) return true;
  return gaps.some(({ source, fact, why }) => {
    return source === 'deps.dev' && fact === 'repository' && why === 'no-repository';
  });
}

/** Whether deps.dev was asked about the repository and has no Scorecard of it. */
function isWithoutScorecard({ gaps }: Evidence): boolean {
  return gaps.some(({ source, fact, why }) => {
    return source === 'deps.dev' && fact === 'scorecard' && why === 'not-found';
  });
}
