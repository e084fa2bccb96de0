import { setMaxListeners } from 'node:events';
import type { Evidence, EvidenceRequest, Origin, SourcePlan } from '../../core/index';
import { gather, lacksForReach } from '../../core/index';

/** Asked together: many enough for services that answer many at once, few enough not to hold up other work. */
const AT_ONCE = 100;

/** What is known of the packages of one lockfile. */
interface Facts {
  readonly known: Map<string, Evidence>;
  readonly asked: Map<string, Promise<void>>;
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

  /**
   * Asks for what is not known, and waits for what others asked for. Ends early when `signal` is aborted.
   *
   * @param again whether to ask once more where nobody could answer
   * @returns about how many packages it asked
   */
  async want(
    stated: Origin,
    requests: readonly EvidenceRequest[],
    plan: SourcePlan,
    signal: AbortSignal,
    again: boolean,
  ): Promise<number> {
    let asked = 0;
    const facts = this.factsOf(stated);
    if (again) for (const { key } of requests) forgetFailure(facts, key);
    while (!signal.aborted) {
      const missing = requests.filter(({ key }) => !facts.known.has(key));
      if (missing.length === 0) break;
      const free = missing.filter(({ key }) => !facts.asked.has(key)).slice(0, AT_ONCE);
      asked += free.length;
      if (free.length > 0) await ask(facts, free, plan, signal);
      else await Promise.all(missing.flatMap(({ key }) => facts.asked.get(key) ?? []));
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

function forgetFailure({ known }: Facts, key: string): void {
  const evidence = known.get(key);
  if (evidence && lacksForReach(evidence)) known.delete(key);
}
