import { parentPort, workerData } from 'node:worker_threads';
import { lockfileFormats, speak } from '../core/index';
import type { Lockfile, Parsed, ResolvedPackage } from '../core/index';
import { readText } from './disk';
import type { LockfilePart, LockfileTask } from './lockfileThread';

/** Small enough that taking one in is not felt. */
const PART = 500;

/** A thread that reads one lockfile, and hands it over part by part, each when it is asked for. */
async function serve({ path, fileName, bundle }: LockfileTask): Promise<void> {
  speak(bundle);
  const parse = lockfileFormats.find((format) => format.fileName === fileName)?.parse;
  const text = await readText(path).catch(() => undefined);
  const read = text === undefined ? undefined : parse?.(text);
  const parts = read === undefined ? unreadable() : partsOf(read);
  parentPort?.on('message', () => {
    const next = parts.next();
    parentPort?.postMessage(next.done === true ? undefined : next.value);
  });
}

function* unreadable(): Generator<LockfilePart> {
  yield { kind: 'unreadable' };
}

function* partsOf({ value, problems }: Parsed<Lockfile>): Generator<LockfilePart> {
  const { format, layout, links, packages, resolutions, requested } = value;
  const indexOf = new Map<ResolvedPackage, number>();
  for (let index = 0; index < packages.length; index += PART) {
    const part = packages.slice(index, index + PART);
    for (let at = 0; at < part.length; at++) indexOf.set(part[at] as ResolvedPackage, index + at);
    yield { kind: 'packages', packages: part };
  }
  if (resolutions !== undefined)
    yield* inParts([...resolutions], (part) => ({
      kind: 'resolutions',
      resolutions: part.map(([key, found]) => [key, indexOf.get(found) ?? found] as const),
    }));
  if (requested !== undefined)
    yield* inParts([...requested], (part) => ({ kind: 'requested', requested: part }));
  yield { kind: 'end', format, layout, links, problems };
}

/** At least one part: that there is a table says something, even if it is empty. */
function* inParts<T>(
  all: readonly T[],
  toPart: (part: readonly T[]) => LockfilePart,
): Generator<LockfilePart> {
  for (let index = 0; index === 0 || index < all.length; index += PART)
    yield toPart(all.slice(index, index + PART));
}

void serve(workerData as LockfileTask);
