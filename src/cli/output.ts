import { fstatSync, writeSync } from 'node:fs';
import type { Paint } from '../core/index';

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  /** One clear line about what went wrong. */
  readonly err: (line: string) => void;
  /** Absent where no colors are wanted. */
  readonly paint: Paint | undefined;
  /** Resolves when everything is written, or when nobody reads any more. Rejects where it could not be written, as on a full disk. */
  readonly flush: () => Promise<void>;
}

/** Standard output and standard error of the process. A closed pipe (`| head`) ends quietly. */
export function processOutput(color: boolean): Output {
  const pending: Promise<void>[] = [];
  const write = (target: Target, text: string): void => {
    pending.push(writeTo(target, Buffer.from(text)));
    // Told by `flush`.
    pending.at(-1)?.catch(() => undefined);
  };
  return {
    out: (text) => write(OUT, text),
    err: (line) => write(ERR, `ospo-lens: ${line}\n`),
    paint: color && wantsColor() ? ansiPaint : undefined,
    flush: async () => {
      await Promise.all(pending);
    },
  };
}

interface Target {
  readonly fd: number;
  /** Opened only where it is needed: it brings the network's code along, a tenth of what a short run takes. */
  readonly stream: () => NodeJS.WriteStream;
}

const OUT: Target = { fd: 1, stream: () => process.stdout };
const ERR: Target = { fd: 2, stream: () => process.stderr };

async function writeTo({ fd, stream }: Target, bytes: Buffer): Promise<void> {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The reader does not take more now.
    if (code === 'EAGAIN') return writeLater(stream(), rest);
    if (code !== 'EPIPE') throw error;
  }
}

function writeLater(stream: NodeJS.WriteStream, bytes: Buffer): Promise<void> {
  stream.on('error', () => undefined);
  return new Promise((resolve) => stream.write(bytes, () => resolve()));
}

/** Colors only on a terminal that shows them (https://no-color.org). */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return TERM !== 'dumb' && isDevice(OUT.fd) && process.stdout.isTTY;
}

/** A terminal is one; files and pipes are none. */
function isDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return false;
  }
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
