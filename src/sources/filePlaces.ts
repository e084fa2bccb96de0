import { createReadStream } from 'node:fs';
import type { Problem, Range, Span } from '../core/index';
import { statsOf } from './disk';

/** Small enough that looking through one is not felt. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Lines and columns of problems in a file, as `placeProblem` finds them in a text. The file is read in small pieces, so
 * that a large one neither holds up other work nor is held in memory.
 *
 * @returns in the order of `problems`; `undefined` where the place is not known, or the file cannot be read
 */
export async function placesIn(
  path: string,
  problems: readonly Pick<Problem, 'span' | 'sought'>[],
): Promise<readonly (Range | undefined)[]> {
  const seekers = problems.map((problem) => new Seeker(problem));
  const lines = new Lines();
  if ((await statsOf(path))?.isFile() !== true) return problems.map(() => undefined);
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK_BYTES })) {
      lines.add(chunk as string);
      for (const seeker of seekers) seeker.look(lines);
      if (seekers.every(({ isDone }) => isDone)) break;
    }
  } catch {
    return problems.map(() => undefined);
  }
  return seekers.map(({ found }) => found);
}

/** The piece that was read last, with the end of the one before it, and where its lines begin. */
class Lines {
  text = '';
  /** The offset in the file where `text` begins. */
  from = 0;
  /** The longest text that may lie across two pieces. */
  private static readonly KEPT = 1_000;
  private line = 1;
  private lineStart = 0;

  add(chunk: string): void {
    const isFirst = this.text === '';
    if (isFirst && chunk.charCodeAt(0) === 0xfeff) this.lineStart = 1;
    const gone = Math.max(this.text.length - Lines.KEPT, 0);
    this.pass(gone);
    this.text = this.text.slice(gone) + chunk;
    this.from += gone;
  }

  /** The place of a span that begins in `text`. */
  rangeOf({ start, end }: Span): Range {
    let { line, lineStart } = this;
    for (
      let at = this.text.indexOf('\n');
      at >= 0 && this.from + at < start;
      at = this.text.indexOf('\n', at + 1)
    ) {
      line += 1;
      lineStart = this.from + at + 1;
    }
    const column = Math.max(start - lineStart, 0) + 1;
    // What is told of a lockfile stands on one line.
    return { line, column, endLine: line, endColumn: column + Math.max(end - start, 0) };
  }

  private pass(until: number): void {
    for (let at = this.text.indexOf('\n'); at >= 0 && at < until; at = this.text.indexOf('\n', at + 1)) {
      this.line += 1;
      this.lineStart = this.from + at + 1;
    }
  }
}

/** Looks for one place, piece by piece. */
class Seeker {
  private readonly span: Span | undefined;
  private readonly sought: readonly string[];
  /** Where each of the sought texts stands first. */
  private readonly places: (Range | undefined)[] = [];

  constructor({ span, sought = [] }: Pick<Problem, 'span' | 'sought'>) {
    this.span = span;
    this.sought = span === undefined ? sought.filter((each) => each !== '') : [];
  }

  get isDone(): boolean {
    return this.places[0] !== undefined || (this.span === undefined && this.sought.length === 0);
  }

  get found(): Range | undefined {
    return this.places.find((place) => place !== undefined);
  }

  look(lines: Lines): void {
    if (this.isDone) return;
    const { text, from } = lines;
    const { span } = this;
    if (span !== undefined) {
      if (span.start <= from + text.length) this.places[0] = lines.rangeOf(span);
      return;
    }
    this.sought.forEach((each, index) => {
      const at = this.places[index] === undefined ? text.indexOf(each) : -1;
      if (at < 0) return;
      const start = from + at + each.length - each.trimStart().length;
      this.places[index] = lines.rangeOf({ start, end: start + each.trim().length });
    });
  }
}
