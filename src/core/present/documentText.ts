import { snippetOf } from '../documents/search';
import type { DocumentHit } from '../documents/search';
import { escapeMarkdown, markdownLink } from './escape';
import { t } from './language';
import { clip, day, quote } from './plain';

/** What stands above the copy of a document from the web, as Markdown. */
export function copyBanner(address: string, fetched: string, why?: string): string {
  const head = t('A copy of {0}.', day(fetched));
  const failed =
    why === undefined ? '' : ` ${escapeMarkdown(t('There is no newer one: {0}.', clip(why, 200)))}`;
  return `> ${escapeMarkdown(head)}${failed} ${markdownLink(t('Open the original'), address)}\n\n`;
}

/** How old a copy is, behind its title: `copy of 2026-11-23`. */
export function copyAge(fetched: string): string {
  return t('copy of {0}', day(fetched));
}

/** A place that a search found: its heading, where that stands, and the piece of text that matches. */
export function hitText(hit: DocumentHit, query: string): { title: string; place: string; snippet: string } {
  const { section, document, path, paragraph } = hit;
  const around = path.slice(1).map((title) => clip(title, 60));
  return {
    title: clip(section.title === '' ? document.title : section.title, 120),
    place: [clip(document.title, 80), ...around].join(' › '),
    snippet: paragraph === undefined ? '' : clip(snippetOf(paragraph.text, query), 200),
  };
}

/** What the documents of a policy say of themselves where there is nothing to show. */
export const documentNotice = {
  unreadable: (title: string, why: string): string =>
    t('{0} could not be read: {1}.', clip(title, 80), clip(why, 200)),
  get page() {
    return t('a web page: opens in the browser');
  },
  noClause: (name: string): string => t('No clause of the policy decided on {0}.', clip(name, 214)),
  get which() {
    return t('Which document?');
  },
  get none() {
    return t('The policy lists no documents.');
  },
  get searchTitle() {
    return t('Search the policy');
  },
  get searchPlaceholder() {
    return t('Words that a paragraph or its heading holds');
  },
  nothingFound: (query: string): string => t('No paragraph holds {0}.', quote(query, 60)),
  unread: (titles: readonly string[]): string =>
    t('Not searched: {0}.', titles.map((title) => clip(title, 60)).join(', ')),
  get openOriginal() {
    return t('Open the Original');
  },
} as const;
