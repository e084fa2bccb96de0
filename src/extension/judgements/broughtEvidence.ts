import { setMaxListeners } from 'node:events';
import type { Evidence, EvidenceRequest, Origin, SourcePlan } from '../../core/index';
import { gather, lacksAnswer } from '../../core/index';

/** Asked together: many enough for services that answer many at once, few enough not to hold up other work. */
const AT_ONCE = 100;

/** What is known of the packages of one lockfile. */
interface Facts {
  readonly known: Map<string, Evidence>;
  readonly asked: Map<string, Promise<void>>;
}

/** On whose behalf packages are asked about. */
export interface Asker {
  readonly plan: SourcePlan;
  /** Ends the asking at once. */
  readonly signal: AbortSignal;
  /** Whether to ask for more once there is an answer: where it says no, whoever wants the rest asks for it. */
  readonly isWanted: () => boolean;
}

/**
 * What is known of packages that no manifest names, beyond what the lockfile says of them. All manifests of a project
 * share it: that they bring the same packages is the rule. It lasts as long as the lockfile is the same.
 */
export class BroughtEvidence {
  private readonly facts = new WeakMap<Origin, Facts>();

  get(stated: Origin, key: string): Evidence | undefined {
    return this.facts.get(stated)?.known.get(key);
  }

  /** Whether an answer to each of the requests is there. */
  isComplete(stated: Origin, requests: readonly EvidenceRequest[]): boolean {
    const known = this.facts.get(stated)?.known;
    return requests.every(({ key }) => known?.has(key) === true);
  }

  /** Whether about one of the requests a service is to be asked again. */
  lacksAnswer(stated: Origin, requests: readonly EvidenceRequest[]): boolean {
    return requests.some(({ key }) => {
      const evidence = this.get(stated, key);
      return evidence !== undefined && lacksAnswer(evidence);
    });
  }

  /**
   * Asks for what is not known, and waits for what others asked for.
   *
   * @param again whether to ask once more where no service gave an answer that can be used; what is known stays in use until then
   * @returns about how many packages it asked
   */
  async want(
    stated: Origin,
    requests: readonly EvidenceRequest[],
    { plan, signal, isWanted }: Asker,
    again: boolean,
  ): Promise<number> {
    let asked = 0;
    const facts = this.factsOf(stated);
    const open = openRequests(facts, requests, again);
    while (open.size > 0 && !signal.aborted && isWanted()) {
      const free = [...open.keys()].filter(({ key }) => !facts.asked.has(key)).slice(0, AT_ONCE);
      asked += free.length;
      if (free.length > 0) await ask(facts, free, plan, signal);
      else await Promise.all([...open.keys()].flatMap(({ key }) => facts.asked.get(key) ?? []));
      for (const request of free) open.delete(request);
      for (const [request, before] of open) if (facts.known.get(request.key) !== before) open.delete(request);
    }
    return asked;
  }

  private factsOf(stated: Origin): Facts {
    const known = this.facts.get(stated);
    if (known) return known;
    const facts: Facts = { known: new Map(), asked: new Map() };
    this.facts.set(stated, facts);
    return facts;
  }
}

async function ask(
  { known, asked }: Facts,
  requests: readonly EvidenceRequest[],
  plan: SourcePlan,
  signal: AbortSignal,
): Promise<void> {
  setMaxListeners(0, signal);
  const work = gather(requests, plan, signal)
    .then((answers) => {
      // After the end nobody was asked any more: that is no answer.
      if (signal.aborted) return;
      for (const request of requests) known.set(request.key, answers.get(request.key) ?? request.known);
    })
    .finally(() => {
      for (const { key } of requests) asked.delete(key);
    });
  for (const { key } of requests) asked.set(key, work);
  await work;
}

/** The requests to which an answer is wanted, with what is known until then. */
function openRequests(
  { known }: Facts,
  requests: readonly EvidenceRequest[],
  again: boolean,
): Map<EvidenceRequest, Evidence | undefined> {
  const isOpen = (evidence: Evidence | undefined) =>
    evidence === undefined || (again && lacksAnswer(evidence));
  const answers = requests.map((request) => [request, known.get(request.key)] as const);
  return new Map(answers.filter(([, evidence]) => isOpen(evidence)));
}
