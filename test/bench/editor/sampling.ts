import { performance } from 'node:perf_hooks';
import { threadTimes } from './threadTimes';
import type { ThreadTimes } from './threadTimes';

/** One time in which the event loop did not turn, in milliseconds. */
export interface Task {
  /** By the clock: what a user feels. */
  readonly wall: number;
  /** What the thread of the event loop really worked. */
  readonly work: number;
  /** How long that thread waited for a processor, since other processes had them all. */
  readonly waited: number;
  /** When it ended, in microseconds of the clock that profiles count in. */
  readonly end: number;
}

export interface Blocked {
  /** The longest one by the clock. */
  readonly longest: Task;
  /** The one with most work in it: what is left of it on a machine that does nothing else. */
  readonly busiest: Task;
  /** How many were longer than 50 ms by the clock. */
  readonly over: number;
}

const LIMIT_MS = 50;
const NOTHING: Task = { wall: 0, work: 0, waited: 0, end: 0 };

/** Gets every time in which the event loop did not turn. */
type Listener = (task: Task) => void;
const listeners = new Set<Listener>();

/** For whoever wants to know what was at work. */
export function onTask(listener: Listener): void {
  listeners.add(listener);
}

/** Looks at the clock every millisecond; the answer ends it. */
export function watchEventLoop(): () => Blocked {
  let [longest, busiest, over] = [NOTHING, NOTHING, 0];
  let before = look();
  const count = () => {
    const task = taskBetween(before, look());
    if (task.wall > longest.wall) longest = task;
    if (task.work > busiest.work) busiest = task;
    if (task.wall > LIMIT_MS) over += 1;
    for (const listener of listeners) listener(task);
    before = look();
  };
  const timer = setInterval(count, 1);
  return () => {
    clearInterval(timer);
    // The last stretch, which no timer came to count.
    count();
    return { longest, busiest, over };
  };
}

interface Look {
  readonly at: number;
  readonly thread: ThreadTimes;
}

function look(): Look {
  return { thread: threadTimes(), at: performance.now() };
}

function taskBetween(before: Look, after: Look): Task {
  return {
    wall: after.at - before.at,
    work: after.thread.worked - before.thread.worked,
    waited: after.thread.waited - before.thread.waited,
    end: Number(process.hrtime.bigint() / 1000n),
  };
}

/** `share` 0.5: the median, 0.95: what one of twenty exceeds. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
