import type { DocumentParagraph, DocumentSection } from './outline';

/** A document that can be searched. */
export interface SearchedDocument {
  readonly title: string;
  readonly sections: readonly DocumentSection[];
}

/** A place that holds all words that were looked for. */
export interface DocumentHit<Document extends SearchedDocument = SearchedDocument> {
  readonly document: Document;
  readonly section: DocumentSection;
  /** The titles of the sections around it, outermost first. */
  readonly path: readonly string[];
  /** What of the section matches; absent where its heading alone does. */
  readonly paragraph?: DocumentParagraph;
}

/** More hits than this nobody reads. */
const MOST_HITS = 100;

/** What a word counts for, by the place where it is found. */
const WEIGHTS = { title: 8, heading: 4, document: 2, text: 1 } as const;

/**
 * Looks for paragraphs that hold all the words, the headings around them included. Words in headings weigh more than
 * words in the text, whole words more than parts; else the order of the documents counts. Letter case does not.
 */
export function searchDocuments<Document extends SearchedDocument>(
  documents: readonly Document[],
  query: string,
): DocumentHit<Document>[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return documents
    .flatMap((document) => hitsIn(document, words))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_HITS)
    .map(({ hit }) => hit);
}

interface WeighedHit<Document extends SearchedDocument> {
  readonly hit: DocumentHit<Document>;
  readonly weight: number;
}

function hitsIn<Document extends SearchedDocument>(
  document: Document,
  words: readonly string[],
): WeighedHit<Document>[] {
  const open: DocumentSection[] = [];
  return document.sections.flatMap((section) => {
    while ((open.at(-1)?.level ?? 0) >= section.level && open.length > 0) open.pop();
    const path = open.map(({ title }) => title);
    if (section.level > 0) open.push(section);
    const around = { document, section, path };
    const inHeading = weigh(words, around, '');
    const inText = section.paragraphs.flatMap((paragraph) => {
      const weight = weigh(words, around, paragraph.text);
      return weight === undefined || weight === inHeading ? [] : [{ hit: { ...around, paragraph }, weight }];
    });
    if (inText.length > 0 || inHeading === undefined) return inText;
    const [first] = section.paragraphs;
    return [{ hit: first ? { ...around, paragraph: first } : around, weight: inHeading }];
  });
}

/** `undefined` where a word is missing, or where none is in the section itself. */
function weigh(
  words: readonly string[],
  { document, section, path }: Omit<DocumentHit, 'paragraph'>,
  text: string,
): number | undefined {
  const places = [
    { weight: WEIGHTS.title, text: section.title.toLowerCase() },
    { weight: WEIGHTS.heading, text: path.join('\n').toLowerCase() },
    { weight: WEIGHTS.document, text: document.title.toLowerCase() },
    { weight: WEIGHTS.text, text: text.toLowerCase() },
  ];
  let sum = 0;
  let isOwn = false;
  for (const word of words) {
    const found = places.filter((place) => place.text.includes(word));
    if (found.length === 0) return undefined;
    isOwn ||= found.some(({ weight }) => weight === WEIGHTS.title || weight === WEIGHTS.text);
    for (const place of found) sum += place.weight * (hasWholeWord(place.text, word) ? 2 : 1);
  }
  return isOwn ? sum : undefined;
}

function hasWholeWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + word.length);
    if (!isLetter(before) && !isLetter(after)) return true;
  }
  return false;
}

function isLetter(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function wordsOf(query: string): string[] {
  return [...new Set(query.toLowerCase().split(/\s+/).filter(Boolean))].slice(0, 12);
}

/** A piece of a paragraph around the first of the words that it holds. */
export function snippetOf(text: string, query: string, length = 160): string {
  const lower = text.toLowerCase();
  const places = wordsOf(query).map((word) => lower.indexOf(word));
  const first = Math.min(...places.filter((place) => place >= 0), text.length);
  if (text.length <= length) return text;
  const from = first === text.length ? 0 : Math.max(0, Math.min(first - 40, text.length - length));
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const piece = text.slice(start, start + length).trimEnd();
  return `${start > 0 ? '… ' : ''}${piece}${start + length < text.length ? ' …' : ''}`;
}
