import { lacks } from '../evidence';
import type { Evidence, Fact, Gap, Judgement, SourceId } from '../model';

const ON_NETWORK: ReadonlySet<SourceId> = new Set(['mirror', 'npm', 'deps.dev', 'scorecard', 'osv']);
const FAILED: ReadonlySet<Gap['why']> = new Set(['unreachable', 'time-out']);
const ANSWERED: ReadonlySet<Gap['why']> = new Set(['not-found', 'rate-limited', 'bad-answer']);

/**
 * Whether the services cannot be reached, as far as can be told from what they were asked: some could not, and none
 * answered that could always be reached. What the cache still holds of them does not count as an answer.
 */
export function isOutOfReach(judgements: readonly Judgement[]): boolean {
  return areOutOfReach([heardBy(judgements)]);
}

/** Which sources could not be reached, and of which something is known, for some judgements. */
export interface Heard {
  readonly failed: ReadonlySet<SourceId>;
  readonly heard: ReadonlySet<SourceId>;
}

/** What `isOutOfReach` goes by: many manifests are told of together. */
export function heardBy(judgements: readonly Judgement[]): Heard {
  const failed = new Set<SourceId>();
  const heard = new Set<SourceId>();
  for (const { evidence } of judgements) {
    for (const { source, why } of evidence.gaps) {
      if (FAILED.has(why) && ON_NETWORK.has(source)) failed.add(source);
      if (ANSWERED.has(why)) heard.add(source);
    }
    for (const { origin } of factsOf(evidence)) heard.add(origin.source);
  }
  return { failed, heard };
}

/** The same as `isOutOfReach` for all judgements together. */
export function areOutOfReach(all: readonly Heard[]): boolean {
  const failed = new Set(all.flatMap((one) => [...one.failed]));
  const heard = new Set(all.flatMap((one) => [...one.heard]));
  return failed.size > 0 && [...heard].every((source) => !ON_NETWORK.has(source) || failed.has(source));
}

/** Whether a fact is missing because a service could not be reached or did not answer in time. */
export function lacksForReach(evidence: Evidence): boolean {
  return evidence.gaps.some(
    ({ fact, source, why }) => FAILED.has(why) && ON_NETWORK.has(source) && lacks(evidence, fact),
  );
}

function factsOf(evidence: Evidence): Fact<unknown>[] {
  const { version, licenses, repository, scorecards, deprecation, advisories } = evidence;
  return [version, ...licenses, repository, ...scorecards, deprecation, advisories].filter(
    (fact) => fact !== undefined,
  );
}
