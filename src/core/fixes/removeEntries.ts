import { tokensOf } from '../manifests/tokens';
import type { Token } from '../manifests/tokens';
import type { Dependency, Manifest, Span, TextEdit } from '../model';

/**
 * Removes entries from their blocks, each with its line and comma; the comma before goes where nothing follows, and a
 * block that nothing is left in becomes `{}`. Comments on lines of their own stay, the one behind an entry goes.
 *
 * @param doomed entries of `manifest`, as parsed from `text`
 */
export function removeEntries(text: string, manifest: Manifest, doomed: readonly Dependency[]): TextEdit[] {
  return runsOf(text, manifest.dependencies, doomed).flatMap((run) => removeRun(text, run));
}

/** Neighbors that go together. */
interface Run extends Span {
  /** The end of the entry before it in the text; 0 for the first. */
  readonly previousEnd: number;
}

function runsOf(text: string, entries: readonly Dependency[], doomed: readonly Dependency[]): Run[] {
  const runs: Run[] = [];
  entries.forEach((entry, index) => {
    if (!doomed.includes(entry)) return;
    const { start, end } = entry.entrySpan;
    const previousEnd = entries[index - 1]?.entrySpan.end ?? 0;
    const last = runs.at(-1);
    const joins = last?.end === previousEnd && onlyCommaBetween(text, previousEnd, start);
    if (joins) runs[runs.length - 1] = { ...last, end };
    else runs.push({ start, end, previousEnd });
  });
  return runs;
}

function onlyCommaBetween(text: string, from: number, to: number): boolean {
  const tokens = tokensOf(text, from);
  return tokens.next().kind === ',' && tokens.peek().start === to;
}

function removeRun(text: string, run: Run): TextEdit[] {
  const next = tokensOf(text, run.end).peek();
  if (next.kind === ',') {
    const whole = { start: run.start, end: next.end };
    return [remove(ownLines(text, whole) ?? inline(text, whole))];
  }
  const before = lastTokenBefore(text, run);
  const isLast = next.kind === '}' || next.kind === 'end';
  const blankBefore = before !== undefined && isBlank(text.slice(before.end, run.start));
  if (isLast && blankBefore && before.kind === '{' && isBlank(text.slice(run.end, next.start)))
    return [remove({ start: before.end, end: next.start })];
  const lines = ownLines(text, run);
  if (!isLast || before?.kind !== ',') return [remove(lines ?? run)];
  if (lines === undefined && blankBefore) return [remove({ start: before.start, end: run.end })];
  return [remove(before), remove(lines ?? run)];
}

function lastTokenBefore(text: string, { start, previousEnd }: Run): Token | undefined {
  const tokens = tokensOf(text, previousEnd);
  let last: Token | undefined;
  while (tokens.peek().start < start) last = tokens.next();
  return last;
}

function remove({ start, end }: Span): TextEdit {
  return { span: { start, end }, newText: '' };
}

/** The whole lines, with the end of the last, where nothing else but a comment behind stands on them. */
function ownLines(text: string, { start, end }: Span): Span | undefined {
  const lineStart = blanksBefore(text, start);
  if (lineStart > 0 && !/[\r\n]/.test(text.charAt(lineStart - 1))) return undefined;
  const rest = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)?[ \t]*(?:\r\n|\r|\n)/.exec(text.slice(end));
  return rest === null ? undefined : { start: lineStart, end: end + rest[0].length };
}

/** An entry among others on its line: with the blanks behind it, or those before it at the end of the line. */
function inline(text: string, { start, end }: Span): Span {
  let after = end;
  while (isSpace(text.charAt(after))) after++;
  return /[\r\n]/.test(text.charAt(after))
    ? { start: blanksBefore(text, start), end }
    : { start, end: after };
}

function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isSpace(text.charAt(start - 1))) start--;
  return start;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t';
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
