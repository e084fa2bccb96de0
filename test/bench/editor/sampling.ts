import { performance } from 'node:perf_hooks';

/** The longest time in which the event loop did not turn. */
export interface Blocked {
  /** Milliseconds by the clock: what a user feels. */
  readonly wall: number;
  /** Milliseconds of processor time in that time, all threads: what is left of it on a machine that does nothing else. */
  readonly processor: number;
}

/** Looks at the clock every millisecond; the answer ends it. */
export function watchEventLoop(): () => Blocked {
  let longest: Blocked = { wall: 0, processor: 0 };
  let [last, usage] = [performance.now(), process.cpuUsage()];
  const look = () => {
    const now = performance.now();
    const used = process.cpuUsage(usage);
    if (now - last > longest.wall)
      longest = { wall: now - last, processor: (used.user + used.system) / 1000 };
    [last, usage] = [performance.now(), process.cpuUsage()];
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

/** `share` 0.5: the median, 0.95: what one of twenty exceeds. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
