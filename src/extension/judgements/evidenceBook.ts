import { setMaxListeners } from 'node:events';
import type { Evidence, EvidenceByKey, EvidenceRequest, SourcePlan } from '../../core/index';
import { gather, lacksAnswer } from '../../core/index';

interface Batch {
  /** The privacy under which each key is asked. */
  readonly asked: ReadonlyMap<string, string>;
  readonly abort: AbortController;
}

/**
 * What is known for one manifest, by evidence key, and what is being asked. Answers belong to a key (a name and a
 * range), not to a place in a text: however late they come, they are judged against the text of that moment.
 */
export class EvidenceBook {
  private readonly known = new Map<string, Evidence>();
  /** The privacy under which each key was answered as a whole. */
  private readonly settled = new Map<string, string>();
  /** What was asked since then, and not answered: the answer of before stays in use, but is not the last word. */
  private readonly due = new Set<string>();
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
    return this.batches.size === 0 && requests.every((request) => this.isSettled(request));
  }

  /** Asks for what is neither known nor being asked, and gives up what is asked in vain. */
  async want(requests: readonly EvidenceRequest[]): Promise<void> {
    this.giveUp(requests);
    await this.ask(requests.filter((request) => !this.isSettled(request) && !this.isAsked(request)));
  }

  /** Asks anew only what was asked under another privacy: other sources may learn the name, or must not. */
  async adapt(requests: readonly EvidenceRequest[]): Promise<void> {
    this.giveUp(requests);
    await this.ask(requests.filter((request) => this.isOld(request) && !this.isAsked(request)));
  }

  /** Asks for everything anew; what is known stays in use until the new answer is there, and only as long as it is requested. */
  async renew(requests: readonly EvidenceRequest[]): Promise<void> {
    this.giveUp([]);
    const keys = new Set(requests.map(({ key }) => key));
    for (const kept of [this.known, this.settled, this.due])
      for (const key of [...kept.keys()]) if (!keys.has(key)) kept.delete(key);
    await this.ask(requests);
  }

  /** Asks again where no service gave an answer that can be used; what is known stays in use until the new answer is there. */
  async askAgain(requests: readonly EvidenceRequest[]): Promise<void> {
    const isMissing = (request: EvidenceRequest) => {
      const known = this.known.get(request.key);
      return this.isOld(request) || (known !== undefined && lacksAnswer(known));
    };
    await this.ask(requests.filter((request) => isMissing(request) && !this.isAsked(request)));
  }

  /** Ends what is asked in vain: what none of `requests` is about any more, or what one of them asks under another privacy. */
  giveUp(requests: readonly EvidenceRequest[]): void {
    for (const batch of this.batches) {
      if (!isInVain(batch, requests)) continue;
      batch.abort.abort();
      this.batches.delete(batch);
    }
  }

  dispose(): void {
    this.giveUp([]);
  }

  private async ask(requests: readonly EvidenceRequest[]): Promise<void> {
    if (requests.length === 0) return;
    const abort = new AbortController();
    // Every question of a batch listens to its one signal: many listeners are no leak.
    setMaxListeners(0, abort.signal);
    const batch: Batch = {
      asked: new Map(requests.map((request) => [request.key, privacyIn(request)])),
      abort,
    };
    this.batches.add(batch);
    this.asked += requests.length;
    for (const { key } of requests) this.due.add(key);
    try {
      const answers = await gather(requests, await this.plan(), abort.signal, (partial) => {
        if (!abort.signal.aborted) this.learn(partial);
      });
      if (!abort.signal.aborted) this.settle(answers, batch);
    } finally {
      this.batches.delete(batch);
    }
    if (!abort.signal.aborted) this.onLearned();
  }

  private settle(answers: EvidenceByKey, { asked }: Batch): void {
    for (const [key, evidence] of answers) {
      this.known.set(key, evidence);
      this.settled.set(key, asked.get(key) ?? '');
      this.due.delete(key);
    }
  }

  /** A partial answer is shown only where no whole one is known. */
  private learn(partial: EvidenceByKey): void {
    for (const [key, evidence] of partial) {
      if (!this.settled.has(key)) this.known.set(key, evidence);
    }
    this.onLearned();
  }

  private isSettled(request: EvidenceRequest): boolean {
    return this.settled.has(request.key) && !this.isOld(request);
  }

  /** Whether it was asked, but what is known of it is not the answer. */
  private isOld(request: EvidenceRequest): boolean {
    const settled = this.settled.get(request.key);
    return this.due.has(request.key) || (settled !== undefined && settled !== privacyIn(request));
  }

  private isAsked({ key }: EvidenceRequest): boolean {
    return [...this.batches].some(({ asked }) => asked.has(key));
  }
}

function isInVain({ asked }: Batch, requests: readonly EvidenceRequest[]): boolean {
  const wanted = requests.filter(({ key }) => asked.has(key));
  return wanted.length === 0 || wanted.some((request) => asked.get(request.key) !== privacyIn(request));
}

/** What decides who may learn the name. */
function privacyIn({ privacy }: EvidenceRequest): string {
  return JSON.stringify(privacy ?? null);
}
