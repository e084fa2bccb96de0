/** A heading of a Markdown document, with the text up to the next one. */
export interface DocumentSection {
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly level: number;
  /** Plain text, without markup. Empty before the first heading. */
  readonly title: string;
  /** What follows the `#` of a link to it. */
  readonly anchor: string;
  /** The line of the heading, from 0. */
  readonly line: number;
  readonly paragraphs: readonly DocumentParagraph[];
}

export interface DocumentParagraph {
  /** Its first line, from 0. */
  readonly line: number;
  /** Plain text on one line, without markup. */
  readonly text: string;
}

interface Draft {
  readonly level: number;
  readonly title: string;
  readonly anchor: string;
  readonly line: number;
  readonly paragraphs: DocumentParagraph[];
}

interface Scan {
  readonly sections: Draft[];
  readonly anchors: Map<string, number>;
  /** The lines of the paragraph that is being read. */
  lines: string[];
  start: number;
  /** The fence that ends the code block that is being read. */
  fence: string | undefined;
}

/** Documents beyond this are read up to here, in UTF-16 code units. */
const MAX_LENGTH = 2_000_000;
/** The same of a paragraph: nobody writes longer ones. */
const MAX_PARAGRAPH = 10_000;

/**
 * The sections of a Markdown document, in the order of the text. Anchors are made as GitHub makes them (github-slugger:
 * lower case, punctuation dropped, blanks to hyphens, repeated ones numbered). Never throws; HTML and code stay text.
 */
export function outlineOf(markdown: string): DocumentSection[] {
  const first: Draft = { level: 0, title: '', anchor: '', line: 0, paragraphs: [] };
  const scan: Scan = { sections: [first], anchors: new Map(), lines: [], start: 0, fence: undefined };
  const lines = markdown.slice(0, MAX_LENGTH).split(/\r\n|\r|\n/);
  const from = frontMatterEnd(lines);
  lines.forEach((line, number) => {
    if (number >= from) readLine(scan, line, number);
  });
  endParagraph(scan);
  return scan.sections.filter(({ level, paragraphs }) => level > 0 || paragraphs.length > 0);
}

/** The first line behind what tools keep between `---` at the top. */
function frontMatterEnd(lines: readonly string[]): number {
  if (lines[0]?.trim() !== '---') return 0;
  return lines.findIndex((line, number) => number > 0 && line.trim() === '---') + 1;
}

/** The section that `anchor` (the part of an address behind `#`) leads to. */
export function sectionAt(sections: readonly DocumentSection[], anchor: string): DocumentSection | undefined {
  const wanted = decoded(anchor).toLowerCase();
  return wanted === '' ? undefined : sections.find((section) => section.anchor === wanted);
}

function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

function readLine(scan: Scan, line: string, number: number): void {
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
  if (scan.fence !== undefined) {
    if (fence?.startsWith(scan.fence) === true && /^[\s`~]*$/.test(line)) scan.fence = undefined;
    else addLine(scan, line, number);
    return;
  }
  if (fence !== undefined) {
    endParagraph(scan);
    scan.fence = fence;
    return;
  }
  const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
  if (heading) {
    startSection(scan, heading[1]?.length ?? 1, heading[2] ?? '', number);
    return;
  }
  const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1];
  if (underline !== undefined && scan.lines.length > 0) {
    underlined(scan, underline);
    return;
  }
  if (/^\s*$/.test(line)) endParagraph(scan);
  else addLine(scan, line, number);
}

/** The paragraph above a line of `===` or `---` is a heading. */
function underlined(scan: Scan, underline: string): void {
  const title = scan.lines.join(' ');
  const { start } = scan;
  scan.lines = [];
  startSection(scan, underline.startsWith('=') ? 1 : 2, title, start);
}

function startSection(scan: Scan, level: number, written: string, line: number): void {
  endParagraph(scan);
  const title = plainText(written.slice(0, MAX_PARAGRAPH));
  const slug = slugOf(title);
  const times = scan.anchors.get(slug) ?? 0;
  scan.anchors.set(slug, times + 1);
  scan.sections.push({ level, title, anchor: times === 0 ? slug : `${slug}-${times}`, line, paragraphs: [] });
}

function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

function addLine(scan: Scan, line: string, number: number): void {
  // Each item of a list and each row of a table is found for itself.
  if (/^\s*([-*+]|\d+[.)])\s|^\s*\|/.test(line)) endParagraph(scan);
  if (scan.lines.length === 0) scan.start = number;
  scan.lines.push(line.trim());
}

function endParagraph(scan: Scan): void {
  const text = plainText(scan.lines.join(' ').slice(0, MAX_PARAGRAPH));
  scan.lines = [];
  if (/[\p{L}\p{N}]/u.test(text)) scan.sections.at(-1)?.paragraphs.push({ line: scan.start, text });
}

/** Markdown without what only draws: marks of emphasis, code, lists and tables; of a link its text. */
function plainText(markdown: string): string {
  return markdown
    .replace(/<!--.{0,1000}?-->/g, '')
    .replace(/!?\[([^\][]{0,500})\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)/g, '$1')
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ x]\]\s+)?/i, '')
    .replace(/^>\s?/, '')
    .replace(/\s*\|\s*/g, ' ')
    .replace(/\\([!-/:-@[-`{-~])|\*\*|__|[*`]/g, (_match, escaped?: string) => escaped ?? '')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
