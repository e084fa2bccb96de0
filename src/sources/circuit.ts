import { performance } from 'node:perf_hooks';
import type { BytesAnswer } from './exchange';

/** Remembers hosts that do not answer, so that 500 questions do not wait for the same dead host. */
export interface Circuit<T> {
  /** Why a host is left alone for now; `undefined` when it may be asked. */
  open(host: string): T | undefined;
  /** Tells how it went: a host that answered has no `failure`. */
  report(host: string, failure: T | undefined): void;
  /** Every host may be asked again. */
  reset(): void;
}

/** Remembers why hosts did not answer; shared by all that ask them. */
export type HostCircuit = Circuit<BytesAnswer>;

const FAILURES_THAT_OPEN = 2;
const PAUSE_MS = 60_000;

/** @param pauseMs how long a host that did not answer twice is left alone */
export function createHostCircuit(pauseMs: number = PAUSE_MS): HostCircuit {
  return createCircuit(FAILURES_THAT_OPEN, pauseMs, () => performance.now());
}

/**
 * After `failures` connections in a row that failed, a host is left alone for `pauseMs`.
 *
 * @param now milliseconds of any clock that only goes forward.
 */
function createCircuit<T>(failures: number, pauseMs: number, now: () => number): Circuit<T> {
  const hosts = new Map<string, { failed: number; until: number; failure: T }>();
  return {
    open: (host) => {
      const known = hosts.get(host);
      return known && now() < known.until ? known.failure : undefined;
    },
    report: (host, failure) => {
      if (failure === undefined) {
        hosts.delete(host);
        return;
      }
      const failed = (hosts.get(host)?.failed ?? 0) + 1;
      hosts.set(host, { failed, failure, until: failed >= failures ? now() + pauseMs : -Infinity });
    },
    reset: () => hosts.clear(),
  };
}
