import { count, day, oneLine } from './plain';

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
  const head = `${oneLine(folder)}: ${count(entries, 'answer')}, ${size(bytes)} of at most ${size(maxBytes)}`;
  const width = Math.max(0, ...sources.map(({ source }) => source.length));
  return `${[head, ...sources.map((source) => `  ${sourceText(source, width)}`)].join('\n')}\n`;
}

function sourceText(
  { source, entries, bytes, oldest, newest, ofLastDay }: CachedSource,
  width: number,
): string {
  const days = day(oldest) === day(newest) ? day(newest) : `${day(oldest)} to ${day(newest)}`;
  const amount = `${count(entries, 'answer')}, ${size(bytes)}`;
  return `${oneLine(source).padEnd(width)}  ${amount}, ${days}, ${ofLastDay} of the last 24 hours`;
}

/** What `ospo-lens cache clear` says. */
export function cacheClearedText({ folder, entries, bytes }: CacheSummary): string {
  return `${oneLine(folder)}: ${count(entries, 'answer')} removed, ${size(bytes)} freed; downloaded policies were kept, for they are pinned\n`;
}

function size(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
