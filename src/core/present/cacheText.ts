import { plural, t } from './language';
import { day, oneLine } from './plain';

/** What one service's answers take in the cache. */
export interface CachedSource {
  readonly source: string;
  readonly entries: number;
  readonly bytes: number;
  /** ISO 8601. */
  readonly oldest: string;
  readonly newest: string;
  /** How many are of the last 24 hours. */
  readonly ofLastDay: number;
}

export interface CacheSummary {
  readonly folder: string;
  readonly entries: number;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly sources: readonly CachedSource[];
}

/** What `ospo-lens cache` says. */
export function cacheText({ folder, entries, bytes, maxBytes, sources }: CacheSummary): string {
  const head = plural(
    entries,
    '{1}: {0} answer, {2} of at most {3}',
    '{1}: {0} answers, {2} of at most {3}',
    oneLine(folder),
    size(bytes),
    size(maxBytes),
  );
  const width = Math.max(0, ...sources.map(({ source }) => source.length));
  return `${[head, ...sources.map((source) => `  ${sourceText(source, width)}`)].join('\n')}\n`;
}

function sourceText(
  { source, entries, bytes, oldest, newest, ofLastDay }: CachedSource,
  width: number,
): string {
  const days = day(oldest) === day(newest) ? day(newest) : t('{0} to {1}', day(oldest), day(newest));
  const words = plural(
    entries,
    '{0} answer, {1}, {2}, {3} of the last 24 hours',
    '{0} answers, {1}, {2}, {3} of the last 24 hours',
    size(bytes),
    days,
    ofLastDay,
  );
  return `${oneLine(source).padEnd(width)}  ${words}`;
}

/** What `ospo-lens cache clear` says. */
export function cacheClearedText({ folder, entries, bytes }: CacheSummary): string {
  const words = plural(
    entries,
    '{1}: {0} answer removed, {2} freed; downloaded policies were kept, for they are pinned',
    '{1}: {0} answers removed, {2} freed; downloaded policies were kept, for they are pinned',
    oneLine(folder),
    size(bytes),
  );
  return `${words}\n`;
}

function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
