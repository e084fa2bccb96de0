import * as vscode from 'vscode';

/** How far a queue is, counted since it was empty last. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

type Work = () => Promise<void>;

/** Enough to keep a service busy, few enough to keep memory small. */
const AT_ONCE = 4;

/**
 * Work on manifests that no editor shows, a few at a time, in the order in which it came. Adding under a key that waits
 * replaces what waits there. Between two pieces of work the event loop turns.
 */
export class WorkQueue implements vscode.Disposable {
  private readonly waiting = new Map<string, Work>();
  private running = 0;
  private done = 0;
  private total = 0;
  private readonly changed = new vscode.EventEmitter<Progress | undefined>();
  /** Fires as work gets done; with nothing when all is done or given up. */
  readonly onDidProgress = this.changed.event;

  constructor(private readonly onError: (error: unknown) => void) {}

  get progress(): Progress | undefined {
    return this.total === 0 ? undefined : { done: this.done, total: this.total };
  }

  /** Whether work under the key waits. */
  has(key: string): boolean {
    return this.waiting.has(key);
  }

  add(key: string, work: Work): void {
    if (!this.waiting.has(key)) this.total += 1;
    this.waiting.set(key, work);
    this.tell();
    if (this.running < AT_ONCE) void this.run();
  }

  delete(key: string): void {
    if (this.waiting.delete(key)) this.count();
  }

  /** Takes work out for whoever does it at once. */
  withdraw(key: string): Work | undefined {
    const work = this.waiting.get(key);
    this.delete(key);
    return work;
  }

  /** Gives up what waits; what runs is told by whoever started it. Answers the keys of what waited. */
  clear(): string[] {
    const keys = [...this.waiting.keys()];
    this.waiting.clear();
    this.done += keys.length;
    this.settle();
    return keys;
  }

  dispose(): void {
    this.waiting.clear();
    this.changed.dispose();
  }

  private async run(): Promise<void> {
    this.running += 1;
    for (let next = this.take(); next !== undefined; next = this.take()) {
      await next().catch(this.onError);
      this.count();
      await new Promise(setImmediate);
    }
    this.running -= 1;
    this.settle();
  }

  private take(): Work | undefined {
    const [first] = this.waiting;
    if (first === undefined) return undefined;
    this.waiting.delete(first[0]);
    return first[1];
  }

  private count(): void {
    this.done += 1;
    this.tell();
  }

  private settle(): void {
    if (this.running > 0 || this.waiting.size > 0) return;
    this.done = this.total = 0;
    this.tell();
  }

  private tell(): void {
    this.changed.fire(this.progress);
  }
}
