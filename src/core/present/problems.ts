import type { Problem, Span } from '../model';
import { plural, t } from './language';
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
  const span = text === undefined ? undefined : (problem.span ?? soughtIn(text, problem.sought));
  return {
    problem,
    range: text === undefined || span === undefined ? undefined : lineIndex(text).rangeOf(span),
  };
}

/** The first of some texts that is found, without the blanks around it. */
function soughtIn(text: string, sought: readonly string[] = []): Span | undefined {
  for (const each of sought) {
    const at = each === '' ? -1 : text.indexOf(each);
    if (at < 0) continue;
    const start = at + each.length - each.trimStart().length;
    return { start, end: start + each.trim().length };
  }
  return undefined;
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

/** Why an installed package could not be read, as a phrase: links of the disk lead back to where they began. */
export function linkCircleText(label: string): string {
  return t('the links of {0} lead in a circle', label.slice(0, 200));
}

/** The same as a problem of its own. */
export function linkCircleProblem(file: string, label: string): Problem {
  const message = t(
    '{0} cannot be read: its links lead in a circle, so what it is, is not known from it. Install anew.',
    label.slice(0, 200),
  );
  return { code: 'installed.link-circle', severity: 'warning', message, file };
}
