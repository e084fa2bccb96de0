import { setMaxListeners } from 'node:events';
import type { Evidence, EvidenceByKey, EvidenceRequest, SourcePlan } from '../../core/index';
import { gather, lacksForReach } from '../../core/index';

interface Batch {
  readonly keys: ReadonlySet<string>;
  readonly abort: AbortController;
}

/**
 * What is known for one manifest, by evidence key, and what is being asked. Answers belong to a key (a name and a
 * range), not to a place in a text: however late they come, they are judged against the text of that moment.
 */
export class EvidenceBook {
  private readonly known = new Map<string, Evidence>();
  private readonly settled = new Set<string>();
  private readonly batches = new Set<Batch>();
  /** About how many packages sources were asked so far. */
  asked = 0;

  constructor(
    private readonly plan: () => Promise<SourcePlan>,
    private readonly onLearned: () => void,
  ) {}

  get(key: string): Evidence | undefined {
    return this.known.get(key);
  }

  /** Whether the sources have not yet given their whole answer, for the first time. */
  isPending(key: string): boolean {
    return !this.settled.has(key);
  }

  /** Whether nothing is being asked and all of `requests` is answered. */
  isComplete(requests: readonly EvidenceRequest[]): boolean {
    return this.batches.size === 0 && requests.every((request) => this.settled.has(request.key));
  }

  /** Asks for what is neither known nor being asked, and gives up asking for what is wanted no more. */
  async want(requests: readonly EvidenceRequest[]): Promise<void> {
    this.abandon((batch) => !requests.some((request) => batch.keys.has(request.key)));
    const missing = requests.filter(
      (request) => !this.settled.has(request.key) && !this.isAsked(request.key),
    );
    if (missing.length > 0) await this.ask(missing);
  }

  /** Asks for everything anew; what is known stays in use until the new answer is there. */
  async renew(requests: readonly EvidenceRequest[]): Promise<void> {
    this.abandon(() => true);
    if (requests.length > 0) await this.ask(requests);
  }

  /** Asks again where nobody answered; what is known stays in use until the new answer is there. */
  async askAgain(requests: readonly EvidenceRequest[]): Promise<void> {
    const missing = requests.filter(({ key }) => {
      const known = this.known.get(key);
      return known !== undefined && lacksForReach(known) && !this.isAsked(key);
    });
    if (missing.length > 0) await this.ask(missing);
  }

  dispose(): void {
    this.abandon(() => true);
  }

  private async ask(requests: readonly EvidenceRequest[]): Promise<void> {
    const abort = new AbortController();
    // Every question of a batch listens to its one signal: many listeners are no leak.
    setMaxListeners(0, abort.signal);
    const batch: Batch = { keys: new Set(requests.map((request) => request.key)), abort };
    this.batches.add(batch);
    this.asked += requests.length;
    try {
      const answers = await gather(requests, await this.plan(), abort.signal, (partial) => {
        if (!abort.signal.aborted) this.learn(partial);
      });
      if (!abort.signal.aborted) this.settle(answers);
    } finally {
      this.batches.delete(batch);
    }
    if (!abort.signal.aborted) this.onLearned();
  }

  private settle(answers: EvidenceByKey): void {
    for (const [key, evidence] of answers) {
      this.known.set(key, evidence);
      this.settled.add(key);
    }
  }

  /** A partial answer is shown only where no whole one is known. */
  private learn(partial: EvidenceByKey): void {
    for (const [key, evidence] of partial) {
      if (!this.settled.has(key)) this.known.set(key, evidence);
    }
    this.onLearned();
  }

  private isAsked(key: string): boolean {
    return [...this.batches].some((batch) => batch.keys.has(key));
  }

  private abandon(isObsolete: (batch: Batch) => boolean): void {
    for (const batch of this.batches) {
      if (!isObsolete(batch)) continue;
      batch.abort.abort();
      this.batches.delete(batch);
    }
  }
}
