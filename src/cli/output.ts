import type { Paint } from '../core/index';

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  /** One clear line about what went wrong. */
  readonly err: (line: string) => void;
  /** Absent where no colors are wanted. */
  readonly paint: Paint | undefined;
  /** Resolves when everything is written, or when nobody reads any more. */
  readonly flush: () => Promise<void>;
}

/** Standard output and standard error of the process. A closed pipe (`| head`) ends quietly. */
export function processOutput(color: boolean): Output {
  const pending: Promise<void>[] = [];
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    pending.push(new Promise((resolve) => stream.write(text, () => resolve())));
  };
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return {
    out: (text) => write(process.stdout, text),
    err: (line) => write(process.stderr, `ospo-lens: ${line}\n`),
    paint: color && wantsColor() ? ansiPaint : undefined,
    flush: async () => {
      await Promise.all(pending);
    },
  };
}

/** Colors only on a terminal that shows them (https://no-color.org). */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return process.stdout.isTTY && TERM !== 'dumb';
}

const ansiPaint: Paint = {
  bold: ansi(1, 22),
  dim: ansi(2, 22),
  red: ansi(31, 39),
  yellow: ansi(33, 39),
  blue: ansi(34, 39),
  green: ansi(32, 39),
};

function ansi(on: number, off: number): (text: string) => string {
  return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}
