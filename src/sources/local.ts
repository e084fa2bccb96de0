import { join } from 'node:path';
import { findInstalled, licenseField, linkCircleText } from '../core/index';
import type {
  EvidencePatch,
  EvidenceRequest,
  EvidenceSource,
  Gap,
  Origin,
  ResolvedPackage,
} from '../core/index';
import { createFileCache } from './fileCache';
import { readText } from './disk';
import type { FileCache } from './fileCache';
import { findInstalledPackage, installFolders } from './installed';
import type { InstalledOptions } from './installed';
import type { InstalledPackage } from './installedTree';
import { createLicenseFileSource } from './licenseFile';
import { pathBetween } from './folders';
import { nearestLockfile } from './lockfiles';
import type { LockfileReader } from './lockfileThread';
import { isInstalled, isLocked } from './lockedSource';
import type { FoundLockfile } from './lockedSource';
import { asString } from './json';
import { deprecationMessage, packageLinks } from './packageFields';
import { parseRepository } from './repositoryUrl';

export interface LocalOptions {
  /** The workspace's root: nothing above it is read. */
  readonly root: string;
  /** The manifest's folder. */
  readonly folder: string;
  /** The current instant, ISO 8601: what is read is dated with it. */
  readonly now: () => string;
  /** Shared by the manifests of a host, so that a lockfile is read once. */
  readonly files?: FileCache;
  /** The file of the SPDX license texts, to read license files with; without it none is read. */
  readonly licenseTexts?: string;
  /** Reads large lockfiles elsewhere, beside other work; absent: here. */
  readonly readLarge?: LockfileReader | undefined;
  /** Told of installed packages that cannot be read since links lead in a circle. */
  readonly onCircle?: ((folder: string) => void) | undefined;
}

/** What stands on disk beside a manifest: its lockfile, then its installed packages. */
export function createLocalSources(options: LocalOptions): EvidenceSource[] {
  const files = options.files ?? createFileCache();
  return [
    createLockfileSource({ ...options, files }),
    createInstalledSource({ ...options, files }),
    ...(options.licenseTexts === undefined
      ? []
      : [createLicenseFileSource({ ...options, files }, options.licenseTexts)]),
  ];
}

type Options = InstalledOptions;

/** Files that are open at the same time: systems allow some hundreds. */
const AT_ONCE = 100;

function createLockfileSource(options: Options): EvidenceSource {
  return {
    id: 'lockfile',
    reach: 'local',
    facts: ['version', 'license', 'deprecation'],
    lookup: async (requests) => {
      const patches = new Map<string, EvidencePatch>();
      const { found } = await nearestLockfile(options);
      if (found === undefined) return patches;
      for (const request of requests) {
        const locked = lockedFor(request, found);
        if (locked !== undefined && isLocked(locked, request, found))
          patches.set(request.key, lockedFacts(locked, found.stated));
      }
      return patches;
    },
  };
}

function lockedFor(request: EvidenceRequest, found: FoundLockfile): ResolvedPackage | undefined {
  const { installedAs, stated, range } = request;
  return findInstalled(found.lockfile, installedAs, found.manifestFolder, stated ?? range);
}

function lockedFacts(locked: ResolvedPackage, origin: Origin): EvidencePatch {
  const { version, license, deprecated, funding } = locked;
  return {
    version: { value: version, origin },
    ...(license !== undefined && { licenses: [{ value: license, origin }] }),
    ...(deprecated !== undefined && { deprecation: { value: deprecated, origin } }),
    ...(funding !== undefined && { links: packageLinks({ funding }) }),
  };
}

function createInstalledSource(options: Options): EvidenceSource {
  return {
    id: 'installed',
    reach: 'local',
    facts: ['version', 'license', 'repository', 'deprecation'],
    lookup: async (requests) => {
      const patches = new Map<string, EvidencePatch>();
      const { found: lockfile } = await nearestLockfile(options);
      const folders = await installFolders(options);
      for (let from = 0; from < requests.length; from += AT_ONCE)
        await Promise.all(
          requests.slice(from, from + AT_ONCE).map(async (request) => {
            const patch = await installedFacts(request, lockfile, folders, options);
            if (patch !== undefined) patches.set(request.key, patch);
          }),
        );
      return patches;
    },
  };
}

async function installedFacts(
  request: EvidenceRequest,
  lockfile: FoundLockfile | undefined,
  folders: readonly string[],
  options: Options,
): Promise<EvidencePatch | undefined> {
  const circles = new Set<string>();
  const onCircle = (folder: string): void => {
    circles.add(folder);
    options.onCircle?.(folder);
  };
  const found = await findInstalledPackage(request, { ...options, onCircle }, folders);
  const [circle] = circles;
  if (found === undefined && circle !== undefined)
    return { gaps: [circleGap(pathBetween(options.root, circle))] };
  if (request.location !== undefined) return found && factsFrom(found, options);
  const locked = lockfile && lockedFor(request, lockfile);
  if (found === undefined) return undefined;
  const mark = locked?.mark === undefined ? undefined : await markOf(found);
  if (!isInstalled({ ...found, ...(mark !== undefined && { mark }) }, request, locked, lockfile))
    return undefined;
  return factsFrom(found, options);
}

function circleGap(label: string): Gap {
  return { fact: 'license', source: 'installed', why: 'unreadable', detail: linkCircleText(label) };
}

/** What tells where an installed copy came from: npm wrote the address into its package.json, bun the commit beside it. */
async function markOf({ packageJson, folder }: InstalledPackage): Promise<string | undefined> {
  const resolved = asString(packageJson['_resolved']);
  return resolved ?? (await readText(join(folder, '.bun-tag')).catch(() => undefined))?.trim();
}

function factsFrom({ packageJson, version, label }: InstalledPackage, { now }: Options): EvidencePatch {
  const origin: Origin = { source: 'installed', label: `${label}/package.json`, date: now() };
  const license = licenseField(packageJson);
  const repository = parseRepository(packageJson['repository']);
  const deprecation = deprecationMessage(packageJson);
  return {
    version: { value: version, origin },
    ...(license !== undefined && { licenses: [{ value: license, origin }] }),
    ...(repository && { repository: { value: repository, origin } }),
    ...(deprecation !== undefined && { deprecation: { value: deprecation, origin } }),
    links: packageLinks(packageJson),
  };
}
