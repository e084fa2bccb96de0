import { Worker } from 'node:worker_threads';
import { spokenBundle } from '../core/index';
import type { Bundle, Parsed, Policy, Span } from '../core/index';
import { readPolicyHere } from './policyReader';
import type { PolicyReader, PolicyText, ReadPolicy } from './policyReader';

/** What is handed to the thread. */
export interface PolicyTask {
  readonly id: number;
  readonly asked: PolicyText;
}

/** What comes back. Places are numbers, since thousands of small objects take long to be taken over. */
export interface PolicyAnswer extends Parsed<Policy> {
  readonly id: number;
  /** The paths of the values, with `SEPARATOR` between them. */
  readonly paths: string;
  /** Start and end of each. */
  readonly spans: Int32Array;
}

export interface PolicyWorkerData {
  readonly bundle: Bundle | undefined;
}

/** No key of YAML or JSON that a person writes has it. */
export const SEPARATOR = '\0';

/** Shorter ones are read faster than a thread answers, in some milliseconds even the first time. */
const LARGE = 3_000;
/** Memory is given back when nobody has written in a policy for a while. */
const IDLE_MS = 20_000;

/** Reads policies on a thread of its own: what an organization writes into one may take YAML a second. */
export class PolicyThread {
  private worker: Worker | undefined;
  private idle: NodeJS.Timeout | undefined;
  private next = 0;
  private readonly waiting = new Map<number, (answer: PolicyAnswer | undefined) => void>();

  /** @param script the built `policyWorker` */
  constructor(private readonly script: string) {}

  readonly read: PolicyReader = async (asked) => {
    if (asked.text.length < LARGE) return readPolicyHere(asked);
    // A thread that ends without a word ran out of memory, or could not begin.
    const answer = await this.ask(asked).catch(() => undefined);
    return answer === undefined ? readPolicyHere(asked) : takeOver(answer);
  };

  dispose(): void {
    clearTimeout(this.idle);
    this.end();
  }

  private ask(asked: PolicyText): Promise<PolicyAnswer | undefined> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= this.start());
    const task: PolicyTask = { id: (this.next += 1), asked };
    return new Promise((resolve) => {
      this.waiting.set(task.id, resolve);
      worker.postMessage(task);
    });
  }

  private start(): Worker {
    const workerData: PolicyWorkerData = { bundle: spokenBundle() };
    const worker = new Worker(this.script, { workerData });
    worker.unref();
    worker.on('message', (answer: PolicyAnswer) => this.take(answer));
    const ended = () => {
      if (this.worker === worker) this.end();
    };
    worker.on('error', ended);
    worker.on('exit', ended);
    return worker;
  }

  private take(answer: PolicyAnswer): void {
    this.waiting.get(answer.id)?.(answer);
    this.waiting.delete(answer.id);
    if (this.waiting.size > 0) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.end(), IDLE_MS);
    this.idle.unref();
  }

  private end(): void {
    const { worker } = this;
    this.worker = undefined;
    void worker?.terminate();
    for (const resolve of this.waiting.values()) resolve(undefined);
    this.waiting.clear();
  }
}

function takeOver({ value, problems, paths, spans }: PolicyAnswer): ReadPolicy {
  let places: Map<string, Span> | undefined;
  const placeOf = (path: string): Span | undefined => (places ??= placesFrom(paths, spans)).get(path);
  return { value, problems, placeOf };
}

function placesFrom(paths: string, spans: Int32Array): Map<string, Span> {
  return new Map(
    paths
      .split(SEPARATOR)
      .map((path, index) => [path, { start: spans[2 * index] ?? 0, end: spans[2 * index + 1] ?? 0 }]),
  );
}
