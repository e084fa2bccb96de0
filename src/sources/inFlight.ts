import type { CancelSignal } from '../core/index';

/** Runs a task, or joins the equal one that is under way. */
export type Sharing<T> = (
  key: string,
  signal: CancelSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

interface Shared<T> {
  readonly answer: Promise<T>;
  readonly stop: AbortController;
  /** How many still want to know. */
  wanted: number;
}

/**
 * Equal tasks at the same time are one. Whoever is told to stop gets `cancelled` at once; the task itself is stopped
 * when nobody wants to know any more.
 */
export function createSharing<T>(cancelled: T): Sharing<T> {
  const underWay = new Map<string, Shared<T>>();

  function start(key: string, task: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const stop = new AbortController();
    const shared = { answer: task(stop.signal), stop, wanted: 0 };
    underWay.set(key, shared);
    const forget = (): void => {
      if (underWay.get(key) === shared) underWay.delete(key);
    };
    shared.answer.then(forget, forget);
    return shared;
  }

  function leave(key: string, shared: Shared<T>): void {
    shared.wanted -= 1;
    if (shared.wanted > 0) return;
    // Who comes later must not join what is being stopped.
    if (underWay.get(key) === shared) underWay.delete(key);
    shared.stop.abort();
  }

  return async (key, signal, task) => {
    if (isAborted(signal)) return cancelled;
    const shared = underWay.get(key) ?? start(key, task);
    shared.wanted += 1;
    try {
      return await inTime(shared.answer, signal, cancelled);
    } finally {
      if (isAborted(signal)) leave(key, shared);
    }
  };
}

/** An answer, or `cancelled` as soon as `signal` is aborted; the task goes on. */
export async function inTime<T>(
  answer: Promise<T>,
  signal: CancelSignal | undefined,
  cancelled: T,
): Promise<T> {
  if (!(signal instanceof AbortSignal)) return unlessAborted(signal, await answer, cancelled);
  const stopped = whenAborted(signal);
  try {
    return await Promise.race([answer, stopped.then(() => cancelled)]);
  } finally {
    stopped.forget();
  }
}

function unlessAborted<T>(signal: CancelSignal | undefined, answer: T, cancelled: T): T {
  return isAborted(signal) ? cancelled : answer;
}

function isAborted(signal: CancelSignal | undefined): boolean {
  return signal?.aborted === true;
}

function whenAborted(signal: AbortSignal): Promise<void> & { readonly forget: () => void } {
  let listener = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    listener = resolve;
    signal.addEventListener('abort', listener, { once: true });
  });
  return Object.assign(promise, { forget: () => signal.removeEventListener('abort', listener) });
}
