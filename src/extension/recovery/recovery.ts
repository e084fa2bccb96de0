/** Calls back after a while. */
export interface Timer {
  /** Milliseconds, those among them in which the computer sleeps. */
  now(): number;
  start(callback: () => void, ms: number): unknown;
  stop(handle: unknown): void;
}

export interface RecoveryOptions {
  /** Asks again for what no service gave an answer on that can be used; answers whether there is such a thing. */
  readonly askAgain: () => boolean;
  /** Whether there is such a thing. */
  readonly isMissing: () => boolean;
  readonly timer: Timer;
  /** The pauses between questions in milliseconds, the last one for ever. */
  readonly pausesMs: () => readonly number[];
}

const SECOND = 1_000;

/** Half a minute, then ever longer, ten minutes at last: a service that is down is not pressed. */
export const PAUSES_MS: readonly number[] = [30, 60, 120, 240, 480, 600].map((seconds) => seconds * SECOND);

/**
 * Finds out by itself that services are there again: asks after a growing pause, and at once when somebody comes back to
 * the window, but only while something is missing for want of an answer. Told of every change by `update`.
 */
export class Recovery {
  private handle: unknown;
  private attempts = 0;
  private askedAt = -Infinity;

  constructor(private readonly options: RecoveryOptions) {}

  /** What is known may have changed. */
  update(): void {
    if (!this.options.isMissing()) this.stop();
    else if (this.handle === undefined) this.schedule();
  }

  /**
   * The window has the focus again: the network may be there, too. Whoever comes and goes presses no service that
   * refuses more questions: between two of them lies the first pause.
   */
  focus(): void {
    const { timer, pausesMs } = this.options;
    const [pause = 0] = pausesMs();
    if (this.handle !== undefined && timer.now() - this.askedAt >= pause) this.ask();
  }

  dispose(): void {
    this.stop();
  }

  private ask(): void {
    this.clear();
    this.attempts += 1;
    this.askedAt = this.options.timer.now();
    if (!this.options.askAgain()) this.stop();
    else if (this.handle === undefined) this.schedule();
  }

  private schedule(): void {
    const { timer, pausesMs } = this.options;
    const pauses = pausesMs();
    const pause = pauses[Math.min(this.attempts, pauses.length - 1)] ?? Infinity;
    this.handle = timer.start(() => this.ask(), pause);
  }

  private stop(): void {
    this.clear();
    this.attempts = 0;
  }

  private clear(): void {
    if (this.handle !== undefined) this.options.timer.stop(this.handle);
    this.handle = undefined;
  }
}
