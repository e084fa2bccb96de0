import { compareGroups, compareTexts } from './packages';
import type { ReviewItem } from './review';

const reviewSortings = ['verdict', 'package', 'license', 'places'] as const;
export type ReviewSorting = (typeof reviewSortings)[number];

/** Which of the packages to ask about are wanted, and in which order. */
export interface ReviewQuery {
  /** Empty: all. */
  readonly verdict: ReviewItem['verdict'] | '';
  /** The id of a manifest; empty: all. */
  readonly manifest: string;
  /** What name or license contain, in any letter case; empty: all. */
  readonly text: string;
  readonly sort: ReviewSorting;
  readonly descending: boolean;
  /** How many rows are wanted at most. */
  readonly limit: number;
}

export const everyReview: ReviewQuery = {
  verdict: '',
  manifest: '',
  text: '',
  sort: 'verdict',
  descending: false,
  limit: 50,
};

/** The packages of a query, `limit` left aside, each with the places of the manifest that was asked for. */
export function selectReview(items: readonly ReviewItem[], query: ReviewQuery): ReviewItem[] {
  const wanted = query.text.trim().toLowerCase();
  const found = items.flatMap((item): ReviewItem[] => {
    if (query.verdict !== '' && item.verdict !== query.verdict) return [];
    if (wanted !== '' && !searchedIn(item).includes(wanted)) return [];
    if (query.manifest === '') return [item];
    const places = item.places.filter(({ use }) => use.source.id === query.manifest);
    return places.length === 0 ? [] : [{ ...item, places }];
  });
  const sign = query.descending ? -1 : 1;
  return found.sort((a, b) => sign * compare[query.sort](a, b) || compareTexts(a.package.key, b.package.key));
}

/** What somebody sent as a query: whatever is no query counts as not asked. Never throws. */
export function readReviewQuery(value: unknown): ReviewQuery {
  if (typeof value !== 'object' || value === null) return everyReview;
  const { verdict, manifest, text, sort, descending, limit } = value as Record<string, unknown>;
  return {
    verdict: verdict === 'denied' || verdict === 'unknown' || verdict === 'review' ? verdict : '',
    manifest: typeof manifest === 'string' ? manifest : '',
    text: typeof text === 'string' ? text.slice(0, 200) : '',
    sort: reviewSortings.find((known) => known === sort) ?? everyReview.sort,
    descending: descending === true,
    limit:
      typeof limit === 'number' && limit >= 1 && limit <= 100_000 ? Math.floor(limit) : everyReview.limit,
  };
}

type Compare = (a: ReviewItem, b: ReviewItem) => number;

const byPackage: Compare = (a, b) => compareTexts(a.package.name, b.package.name);

const compare: Readonly<Record<ReviewSorting, Compare>> = {
  verdict: (a, b) => compareGroups(a.verdict, b.verdict),
  package: byPackage,
  license: (a, b) => compareTexts(licenseOf(a), licenseOf(b)),
  places: (a, b) => a.places.length - b.places.length,
};

function searchedIn(item: ReviewItem): string {
  return `${item.package.name}@${item.package.version ?? ''} ${licenseOf(item)}`.toLowerCase();
}

/** The license as it is stated; empty where none is. */
function licenseOf({ places }: ReviewItem): string {
  const license = places[0]?.use.judgement.license;
  if (license === undefined) return '';
  return license.kind === 'expression' ? license.text : license.raw;
}
