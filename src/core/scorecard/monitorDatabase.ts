import type { Parsed, Problem, Scorecard } from '../model';
import { t } from '../present/language';

/** Scorecard totals over time by repository id (`github.com/owner/name`) in lower case, oldest first. */
export type ScorecardHistories = ReadonlyMap<string, Scorecard['history']>;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the database of OpenSSF Scorecard Monitor: platform → owner → repository → `current` and `previous`, each with
 * `score` and `date` (a day or an instant).
 *
 * @param json parsed JSON of unknown shape.
 * @returns an empty map with a problem where it is no such database; a point without a score from 0 to 10 or without a
 * date is left out, a repository without any point too.
 * @see schemas/database.json of ossf/scorecard-monitor
 */
export function readMonitorDatabase(json: unknown): Parsed<ScorecardHistories> {
  const platforms = Object.entries(asRecord(json) ?? {}).filter(([platform]) =>
    /^[\w-]+(\.[\w-]+)+$/.test(platform),
  );
  if (platforms.length === 0) return { value: new Map(), problems: [notADatabase()] };
  const histories = new Map<string, Scorecard['history']>();
  for (const [platform, owners] of platforms)
    for (const [owner, repositories] of Object.entries(asRecord(owners) ?? {}))
      for (const [name, entry] of Object.entries(asRecord(repositories) ?? {})) {
        const points = pointsIn(asRecord(entry));
        if (points.length > 0) histories.set(`${platform}/${owner}/${name}`.toLowerCase(), points);
      }
  return { value: histories, problems: [] };
}

function notADatabase(): Problem {
  return {
    code: 'scorecard.history',
    severity: 'warning',
    message: t('not a database of Scorecard Monitor'),
  };
}

/** One point for a day, the last that is stated: `current` is the newest. */
function pointsIn(entry: Json | undefined): Scorecard['history'] {
  const previous = Array.isArray(entry?.['previous']) ? (entry['previous'] as unknown[]) : [];
  const byDay = new Map<string, number>();
  for (const point of [...previous, entry?.['current']]) {
    const { score, date } = asRecord(point) ?? {};
    const day = typeof date === 'string' ? /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(date)?.[0] : undefined;
    if (day !== undefined && typeof score === 'number' && score >= 0 && score <= 10) byDay.set(day, score);
  }
  return [...byDay].map(([date, score]) => ({ date, score })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

function asRecord(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}
