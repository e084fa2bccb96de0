import type { TextEdit } from '../model';

/**
 * Applies edits to the text that their spans speak of, as an editor does: all at once, in any order.
 *
 * @throws RangeError where two edits overlap or one lies outside of the text: a mistake of the program, never of the
 *   user's data.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let done = 0;
  for (const { span, newText } of sorted) {
    if (span.start < done || span.end < span.start || span.end > text.length)
      throw new RangeError(`The edit at ${span.start}..${span.end} overlaps another or leaves the text.`);
    result += text.slice(done, span.start) + newText;
    done = span.end;
  }
  return result + text.slice(done);
}
