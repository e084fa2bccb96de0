/** Remembers hosts that do not answer, so that 500 questions do not wait for the same dead host. */
export interface Circuit {
  isOpen(host: string): boolean;
  report(host: string, reached: boolean): void;
}

/**
 * After `failures` connections in a row that failed, a host is left alone for `pauseMs`.
 *
 * @param now milliseconds of any clock that only goes forward.
 */
export function createCircuit(failures: number, pauseMs: number, now: () => number): Circuit {
  const hosts = new Map<string, { failed: number; until: number }>();
  return {
    isOpen: (host) => now() < (hosts.get(host)?.until ?? -Infinity),
    report: (host, reached) => {
      if (reached) {
        hosts.delete(host);
        return;
      }
      const failed = (hosts.get(host)?.failed ?? 0) + 1;
      hosts.set(host, { failed, until: failed >= failures ? now() + pauseMs : -Infinity });
    },
  };
}
