import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockfileFormats, unreadableLockfile } from '../core/index';
import type { LockedTree, Lockfile, Origin, Parsed, Problem } from '../core/index';
import { isThere, MOST_BYTES } from './disk';
import type { FileCache } from './fileCache';
import { foldersUpTo, pathBetween } from './folders';
import type { LockfileReader } from './lockfileThread';

export interface LockfileOptions {
  /** The workspace's root: nothing above it is read. */
  readonly root: string;
  /** The manifest's folder. */
  readonly folder: string;
  /** The current instant, ISO 8601. */
  readonly now: () => string;
  readonly files: FileCache;
  /** Reads large lockfiles elsewhere, beside other work; absent: here. */
  readonly readLarge?: LockfileReader | undefined;
}

/** Shorter ones are parsed faster than a thread is started. */
const LARGE_BYTES = 256 * 1024;

/** The lockfile that holds for a manifest. */
export interface NearLockfile {
  readonly lockfile: Lockfile;
  readonly path: string;
  /** The path as shown: from the root, with `/`. */
  readonly label: string;
  /** The manifest's folder from the lockfile's, with `/`. */
  readonly manifestFolder: string;
  /** Where its statements come from, dated when it was read; the same object until it is read anew. */
  readonly stated: Origin;
}

/** What stands beside a manifest, and what is wrong with it; `problems` name the file by its path. */
export interface NearLockfiles {
  readonly found: NearLockfile | undefined;
  readonly problems: readonly Problem[];
}

/** The nearest lockfile with packages, from the manifest's folder upward, and the problems of those on the way. */
export async function nearestLockfile(options: LockfileOptions): Promise<NearLockfiles> {
  const { root, folder, files, readLarge } = options;
  const problems: Problem[] = [];
  for (const at of foldersUpTo(folder, root)) {
    for (const { fileName, parse } of lockfileFormats) {
      const path = join(at, fileName);
      const read = await files.read<Parsed<Lockfile>>(path, parse, (size) =>
        size > LARGE_BYTES ? readLarge?.(path, fileName) : undefined,
      );
      if (read === undefined) {
        const unreadable = await whyUnreadable(path, readLarge !== undefined);
        if (unreadable !== undefined)
          problems.push({ ...unreadableLockfile(fileName, ...unreadable), file: path });
        continue;
      }
      problems.push(...read.problems.map((problem) => ({ ...problem, file: path })));
      if (read.value.packages.length === 0) continue;
      const label = pathBetween(root, path);
      const stated = statedBy(read.value, label, options.now);
      const manifestFolder = pathBetween(at, folder);
      return { found: { lockfile: read.value, path, label, manifestFolder, stated }, problems };
    }
  }
  return { found: undefined, problems };
}

/** Why something that stands there gives no text: a circle of links has no size, and can be no file. */
async function whyUnreadable(path: string, isReadElsewhere: boolean): Promise<Unreadable | undefined> {
  if (!(await isThere(path))) return undefined;
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return ['no-file'];
    if (stats.size > MOST_BYTES) return ['too-large'];
    await access(path, constants.R_OK);
    return isReadElsewhere && stats.size > LARGE_BYTES ? ['memory'] : undefined;
  } catch (error) {
    return ['error', (error as NodeJS.ErrnoException).code ?? ''];
  }
}

/** `memory`: the thread that reads it ended without a word. */
type Unreadable = readonly [why: 'too-large' | 'no-file' | 'memory' | 'error', code?: string];

/** The same, as the engine takes it. */
export function lockedTree(found: NearLockfile | undefined): LockedTree | undefined {
  if (found === undefined) return undefined;
  const { lockfile, manifestFolder: folder, stated, path } = found;
  const at = dirname(path);
  const root = { manifest: join(at, 'package.json'), settings: join(at, 'pnpm-workspace.yaml') };
  return { lockfile, folder, stated, root };
}

const origins = new WeakMap<Lockfile, Origin>();

function statedBy(lockfile: Lockfile, label: string, now: () => string): Origin {
  const known = origins.get(lockfile);
  if (known?.label === label) return known;
  const origin: Origin = { source: 'lockfile', label, date: now() };
  origins.set(lockfile, origin);
  return origin;
}
