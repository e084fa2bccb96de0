import type { Steps } from '../../core/index';

/** Long enough to get something done, short enough that a keystroke in between is not felt. */
const SLICE_MS = 5;

/** Whether a slice of work may go on. */
export type HasTime = () => boolean;

/** Answers whether the work is done; where it is not, it comes again. */
export type SlicedWork = (hasTime: HasTime) => boolean;

interface Waiting {
  readonly work: SlicedWork;
  readonly urgent: boolean;
  /** Told when it is given up. */
  readonly drop?: () => void;
}

/** A budget that begins now. */
export function oneSlice(): HasTime {
  const end = performance.now() + SLICE_MS;
  return () => performance.now() < end;
}

/**
 * Long work in short slices, one a turn of the event loop, so that the extension host answers in between. What is added
 * under a key replaces what waits under it; what is urgent goes first.
 */
export class Slices {
  private readonly waiting = new Map<string, Waiting>();
  private next: NodeJS.Immediate | undefined;

  has(key: string): boolean {
    return this.waiting.has(key);
  }

  add(key: string, urgent: boolean, work: SlicedWork): void {
    this.put(key, { work, urgent });
  }

  /** Takes all steps; the result is `undefined` where they were given up. */
  take<T>(key: string, urgent: boolean, steps: Steps<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const drop = () => resolve(undefined);
      this.put(key, { work: (hasTime) => takeSome(steps, hasTime, resolve, reject), urgent, drop });
    });
  }

  delete(key: string): void {
    this.waiting.get(key)?.drop?.();
    this.waiting.delete(key);
  }

  dispose(): void {
    clearImmediate(this.next);
    for (const key of [...this.waiting.keys()]) this.delete(key);
  }

  private put(key: string, one: Waiting): void {
    this.delete(key);
    this.waiting.set(key, one);
    this.next ??= setImmediate(() => this.turn());
  }

  private turn(): void {
    this.next = undefined;
    const chosen = this.choose();
    if (chosen === undefined) return;
    const [key, one] = chosen;
    this.waiting.delete(key);
    try {
      if (!one.work(oneSlice())) {
        if (this.waiting.has(key)) one.drop?.();
        else this.waiting.set(key, one);
      }
    } finally {
      if (this.waiting.size > 0) this.next ??= setImmediate(() => this.turn());
    }
  }

  private choose() {
    for (const entry of this.waiting) if (entry[1].urgent) return entry;
    return this.waiting.entries().next().value;
  }
}

function takeSome<T>(
  steps: Steps<T>,
  hasTime: HasTime,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): boolean {
  try {
    do {
      const { done, value } = steps.next();
      if (done === true) {
        resolve(value);
        return true;
      }
    } while (hasTime());
    return false;
  } catch (error) {
    reject(error);
    return true;
  }
}
