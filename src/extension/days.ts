import type * as vscode from 'vscode';
import type { Logger } from '../core/index';
import type { Environments } from './environment/environments';
import { logErrors } from './errors';

/** Timers of days overflow, and a computer that sleeps does not count them: whether a day has begun is looked up often. */
const LOOK_MS = 10 * 60_000;

/** Calls back when a day has begun since it looked last. */
export class DayLook implements vscode.Disposable {
  private readonly timer: NodeJS.Timeout;
  private day: string;

  constructor(
    private readonly dayOf: () => string,
    private readonly onNewDay: () => void,
  ) {
    this.day = dayOf();
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.timer.unref();
  }

  look(): void {
    const day = this.dayOf();
    if (this.day === day) return;
    this.day = day;
    this.onNewDay();
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}

/**
 * A window stays open for days: each day everything is judged anew, for rules count in days (of UTC), and asked about, of
 * which the disk cache lets through only what has become old. What is known stays in sight meanwhile.
 */
export function judgeEachDay(
  environments: Environments,
  logger: Logger,
  now = () => new Date().toISOString(),
): DayLook {
  return new DayLook(
    () => now().slice(0, 10),
    () => logErrors(environments.reload(true), 'read the policy', logger),
  );
}
