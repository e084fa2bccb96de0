/** Long enough to get something done, short enough that a keystroke in between is not felt. */
const SLICE_MS = 8;

/** Whether a slice of work may go on. */
export type HasTime = () => boolean;

/** Answers whether the work is done; where it is not, it comes again. */
export type SlicedWork = (hasTime: HasTime) => boolean;

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
  private readonly waiting = new Map<string, { readonly work: SlicedWork; readonly urgent: boolean }>();
  private next: NodeJS.Immediate | undefined;

  has(key: string): boolean {
    return this.waiting.has(key);
  }

  add(key: string, urgent: boolean, work: SlicedWork): void {
    this.waiting.set(key, { work, urgent });
    this.next ??= setImmediate(() => this.turn());
  }

  delete(key: string): void {
    this.waiting.delete(key);
  }

  dispose(): void {
    clearImmediate(this.next);
    this.waiting.clear();
  }

  private turn(): void {
    this.next = undefined;
    const chosen = this.choose();
    if (chosen === undefined) return;
    const [key, one] = chosen;
    this.waiting.delete(key);
    try {
      if (!one.work(oneSlice()) && !this.waiting.has(key)) this.waiting.set(key, one);
    } finally {
      if (this.waiting.size > 0) this.next ??= setImmediate(() => this.turn());
    }
  }

  private choose() {
    for (const entry of this.waiting) if (entry[1].urgent) return entry;
    return this.waiting.entries().next().value;
  }
}
