import { strict as assert } from 'node:assert';

/** Ways to write the same file that editors and people use. */
export interface Variant {
  readonly title: string;
  readonly write: (text: string) => string;
}

const crlf = (text: string): string => text.replace(/\n/g, '\r\n');
const tabs = (text: string): string => text.replace(/^ +/gm, (blanks) => '\t'.repeat(blanks.length / 2));
const noEnd = (text: string): string => text.replace(/\n+$/, '');
/** npm refuses comments, and people write them. */
const comments = (text: string): string =>
  text.replace(/^\{\n/, '// the whole\n{\n').replace(/,\n( +")/g, ', // why\n$1');

export const jsonVariants: readonly Variant[] = [
  { title: 'as it is', write: (text) => text },
  { title: 'tabs', write: tabs },
  { title: 'CRLF', write: crlf },
  { title: 'tabs, CRLF and a byte order mark', write: (text) => `\ufeff${crlf(tabs(text))}` },
  { title: 'no line end at the end', write: noEnd },
  { title: 'comments', write: comments },
];

/** All on one line, as tools write it. */
export const singleLine: Variant = {
  title: 'a single line',
  write: (text) => JSON.stringify(JSON.parse(text)),
};

export const yamlVariants: readonly Variant[] = [
  { title: 'as it is', write: (text) => text },
  { title: 'CRLF', write: crlf },
  { title: 'a byte order mark', write: (text) => `\ufeff${text}` },
  { title: 'no line end at the end', write: noEnd },
  { title: 'four blanks', write: (text) => text.replace(/^ +/gm, (blanks) => blanks.repeat(2)) },
];

/** The lines that differ, line ends included: a change at one place of the text. */
export interface LineDiff {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** By the longest common subsequence of lines, so that changes in several places are told apart. */
export function lineDiff(before: string, after: string): LineDiff {
  const [a, b] = [linesOf(before), linesOf(after)];
  const lengths = a.map(() => new Array<number>(b.length + 1).fill(0));
  lengths.push(new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] ?? assert.fail();
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const [removed, added]: [string[], string[]] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) removed.push(a[i++] ?? '');
    else added.push(b[j++] ?? '');
  }
  return { removed, added };
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
