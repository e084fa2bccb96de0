import type { Problem } from '../model';
import { plural } from './language';
import { oneLine } from './plain';
import { lineIndex } from './lines';
import type { Range } from './lines';
import { severityWord } from './words';

/** A problem with the place in its document, where both are known. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly range: Range | undefined;
}

/** Finds line and column of a problem in the text of its document. */
export function placeProblem(problem: Problem, text: string | undefined): PlacedProblem {
  const range =
    text === undefined || problem.span === undefined ? undefined : lineIndex(text).rangeOf(problem.span);
  return { problem, range };
}

/** `ospo-policy.yaml:3:5  warning  …` on one line. */
export function problemText({ problem, range }: PlacedProblem): string {
  return [placeText(problem.file, range), severityWord[problem.severity], oneLine(problem.message)]
    .filter((part) => part !== '')
    .join('  ');
}

/** `package.json:12:5`: what terminals and editors make clickable. */
export function placeText(file: string | undefined, range: Range | undefined): string {
  if (file === undefined) return '';
  return range === undefined ? oneLine(file) : `${oneLine(file)}:${range.line}:${range.column}`;
}

/** The network took longer than it may: what it did not answer stays unknown. */
export function timeOutProblem(seconds: number): Problem {
  return {
    code: 'network.time-out',
    severity: 'warning',
    message: plural(
      seconds,
      'The network was given {0} second and did not finish: what was not answered is unknown. --timeout gives it more.',
      'The network was given {0} seconds and did not finish: what was not answered is unknown. --timeout gives it more.',
    ),
  };
}
