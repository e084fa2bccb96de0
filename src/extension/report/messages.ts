import type { ReviewQuery } from '../../core/index';
import { readReviewQuery } from '../../core/index';

/** What the page may ask for. */
export type PageMessage =
  | { readonly type: 'query' | 'ask' | 'markdown' | 'csv'; readonly query: ReviewQuery }
  | { readonly type: 'open'; readonly ref: unknown };

/** A message of the page, checked; `undefined` for anything else. What `ref` names is looked up, never trusted. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, query, ref } = value as Record<string, unknown>;
  switch (type) {
    case 'query':
    case 'ask':
    case 'markdown':
    case 'csv':
      return { type, query: readReviewQuery(query) };
    case 'open':
      return typeof ref === 'object' && ref !== null ? { type, ref } : undefined;
    default:
      return undefined;
  }
}
