import { openSync, readSync } from 'node:fs';

/** Milliseconds since the thread of the event loop began. */
export interface ThreadTimes {
  readonly worked: number;
  /** How long it could have worked, but other processes had all processors. */
  readonly waited: number;
}

/**
 * What the kernel counts of the thread of the event loop alone: other threads (a worker, the garbage collector's helpers)
 * block nobody. Where it tells nothing, the processor time of the whole process stands for it.
 *
 * @see https://docs.kernel.org/scheduler/sched-stats.html, "/proc/<pid>/schedstat"
 */
export const threadTimes: () => ThreadTimes = counted() ?? wholeProcess;

function counted(): (() => ThreadTimes) | undefined {
  try {
    // The first thread of a process has its number.
    const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
    const buffer = Buffer.alloc(80);
    return () => {
      const length = readSync(file, buffer, 0, buffer.length, 0);
      const [worked = '0', waited = '0'] = buffer.toString('latin1', 0, length).split(' ');
      return { worked: Number(worked) / 1e6, waited: Number(waited) / 1e6 };
    };
  } catch {
    return undefined;
  }
}

function wholeProcess(): ThreadTimes {
  const { user, system } = process.cpuUsage();
  return { worked: (user + system) / 1000, waited: 0 };
}
