import { lacks } from '../evidence';
import type { Evidence, Fact, FactKind, Gap, Judgement, SourceId } from '../model';

const ON_NETWORK: ReadonlySet<SourceId> = new Set(['mirror', 'npm', 'deps.dev', 'scorecard', 'osv']);
const FAILED: ReadonlySet<Gap['why']> = new Set(['unreachable', 'time-out']);
/** What may go better later, besides: a service that refuses for now, a network that answers in its place with a page to log in. */
const PASSING: ReadonlySet<Gap['why']> = new Set([...FAILED, 'rate-limited', 'bad-answer']);
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
    for (const kind of KINDS) for (const { origin } of factsOf(evidence, kind)) heard.add(origin.source);
  }
  return { failed, heard };
}

/** The same as `isOutOfReach` for all judgements together. */
export function areOutOfReach(all: readonly Heard[]): boolean {
  const failed = new Set(all.flatMap((one) => [...one.failed]));
  const heard = new Set(all.flatMap((one) => [...one.heard]));
  return failed.size > 0 && [...heard].every((source) => !ON_NETWORK.has(source) || failed.has(source));
}

/**
 * Whether a service is to be asked again, because it gave no answer, or none that can be used, and nobody else on the
 * network told the fact since: what the cache holds of the service itself and what ships inside are older than its answer.
 */
export function lacksAnswer(evidence: Evidence): boolean {
  return evidence.gaps.some(({ fact, source, why }) => {
    if (!PASSING.has(why) || !ON_NETWORK.has(source)) return false;
    const isOld = ({ origin }: Fact<unknown>) => origin.source === source || !ON_NETWORK.has(origin.source);
    return lacks(evidence, fact) || factsOf(evidence, fact).every(isOld);
  });
}

const KINDS: readonly FactKind[] = [
  'version',
  'license',
  'repository',
  'scorecard',
  'deprecation',
  'advisories',
];

function factsOf(evidence: Evidence, kind: FactKind): readonly Fact<unknown>[] {
  switch (kind) {
    case 'license':
      return evidence.licenses;
    case 'scorecard':
    case 'history':
      return evidence.scorecards;
    default:
      return evidence[kind] ? [evidence[kind]] : [];
  }
}
