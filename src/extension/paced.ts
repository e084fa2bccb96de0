import { oneSlice } from './judgements/slices';
import type { HasTime } from './judgements/slices';

/**
 * Much small work that the editor asks for in one turn of the event loop, such as each line of a long list: done at once
 * as long as a slice of time lasts, the rest in slices of the turns that follow, in order.
 */
export class Paced {
  private hasTime: HasTime | undefined;
  private readonly waiting: (() => void)[] = [];
  private next: NodeJS.Immediate | undefined;

  /** What `work` answers; later, where others took the time of this turn. */
  run<T>(work: () => T): T | Promise<T> {
    const isFirst = this.hasTime === undefined;
    this.hasTime ??= this.begin();
    if (isFirst || (this.waiting.length === 0 && this.hasTime())) return work();
    // What is thrown while a promise is made is its rejection.
    return new Promise((resolve) => {
      this.waiting.push(() => resolve(new Promise<T>((made) => made(work()))));
    });
  }

  /** What waits is never done then. */
  dispose(): void {
    clearImmediate(this.next);
    this.waiting.length = 0;
  }

  private begin(): HasTime {
    this.next = setImmediate(() => this.turn());
    return oneSlice();
  }

  private turn(): void {
    this.hasTime = undefined;
    if (this.waiting.length === 0) return;
    const hasTime = (this.hasTime = this.begin());
    let done = 0;
    do this.waiting[done++]?.();
    while (done < this.waiting.length && hasTime());
    this.waiting.splice(0, done);
  }
}
