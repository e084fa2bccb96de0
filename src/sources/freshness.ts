import type { FactKind } from '../core/index';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * How long each fact is as good as a new one. What a version states of itself does not change, save by a deprecation;
 * the Scorecards of popular projects are made once a week; a vulnerability can be known any hour.
 */
const FRESH_MS: Readonly<Record<FactKind, number>> = {
  version: DAY,
  license: 7 * DAY,
  repository: 7 * DAY,
  scorecard: 3 * DAY,
  history: DAY,
  deprecation: DAY,
  advisories: 6 * HOUR,
};

/** How fresh facts must be, in milliseconds; all alike where `maxAgeMs` is told. */
export function freshness(maxAgeMs?: number) {
  return {
    maxAgeMs: (fact: FactKind): number => maxAgeMs ?? FRESH_MS[fact],
    maxAgeNotFoundMs: Math.min(HOUR, maxAgeMs ?? HOUR),
  };
}
