import { Worker } from 'node:worker_threads';
import { indexSteps, spokenBundle } from '../core/index';
import { noteRead } from './disk';
import type {
  Bundle,
  LockedLink,
  Lockfile,
  LockfileLayout,
  Parsed,
  Problem,
  ResolvedPackage,
} from '../core/index';

/** Reads and parses a lockfile; `undefined` where it cannot be read. */
export type LockfileReader = (path: string, fileName: string) => Promise<Parsed<Lockfile> | undefined>;

/** What the thread is to do. */
export interface LockfileTask {
  readonly path: string;
  readonly fileName: string;
  readonly bundle: Bundle | undefined;
}

/** A lockfile on its way between threads; a number stands for the package at that index. */
export type LockfilePart =
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'packages'; readonly packages: readonly ResolvedPackage[] }
  | {
      readonly kind: 'resolutions';
      readonly resolutions: readonly (readonly [string, number | ResolvedPackage])[];
    }
  | { readonly kind: 'requested'; readonly requested: readonly (readonly [string, readonly string[]])[] }
  | {
      readonly kind: 'end';
      readonly format: string;
      readonly layout: LockfileLayout | undefined;
      readonly links: readonly LockedLink[] | undefined;
      readonly problems: readonly Problem[];
    };

/**
 * A reader that works on a thread of its own, one for each lockfile, so that a large one holds up nothing. What it read
 * is taken over in small parts, one a turn of the event loop.
 *
 * @param script the built `lockfileWorker`
 */
export function createLockfileThread(script: string): LockfileReader {
  return async (path, fileName) => {
    const task: LockfileTask = { path, fileName, bundle: spokenBundle() };
    noteRead();
    const worker = new Worker(script, { workerData: task });
    try {
      const read = await new Assembly(worker).done;
      if (read === undefined) return undefined;
      for (const steps = indexSteps(read.value); steps.next().done !== true;) await nextTurn();
      return read;
    } finally {
      await worker.terminate();
    }
  };
}

/** Asks for part after part, and puts them together. */
class Assembly {
  readonly done: Promise<Parsed<Lockfile> | undefined>;
  private readonly packages: ResolvedPackage[] = [];
  private resolutions: Map<string, ResolvedPackage> | undefined;
  private requested: Map<string, readonly string[]> | undefined;

  constructor(worker: Worker) {
    this.done = new Promise((resolve) => {
      // A thread that ends without a word ran out of memory: the file counts as one that cannot be read.
      worker.on('error', () => resolve(undefined));
      worker.on('exit', () => resolve(undefined));
      worker.on('message', (part: LockfilePart | undefined) => {
        if (part === undefined || part.kind === 'unreadable') resolve(undefined);
        else if (part.kind === 'end') resolve(this.lockfile(part));
        else {
          this.add(part);
          setImmediate(() => worker.postMessage('next'));
        }
      });
      worker.postMessage('next');
    });
  }

  private add(part: Exclude<LockfilePart, { kind: 'end' | 'unreadable' }>): void {
    if (part.kind === 'packages') this.packages.push(...part.packages);
    else if (part.kind === 'requested') {
      this.requested ??= new Map();
      for (const [key, ranges] of part.requested) this.requested.set(key, ranges);
    } else {
      this.resolutions ??= new Map();
      for (const [key, found] of part.resolutions)
        this.resolutions.set(
          key,
          typeof found === 'number' ? (this.packages[found] as ResolvedPackage) : found,
        );
    }
  }

  private lockfile(end: Extract<LockfilePart, { kind: 'end' }>): Parsed<Lockfile> {
    const { packages, resolutions, requested } = this;
    const value: Lockfile = {
      format: end.format,
      packages,
      ...(end.layout !== undefined && { layout: end.layout }),
      ...(end.links !== undefined && { links: end.links }),
      ...(resolutions !== undefined && { resolutions }),
      ...(requested !== undefined && { requested }),
    };
    return { value, problems: end.problems };
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
