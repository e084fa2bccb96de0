import semver from 'semver';
import { lacks, mayLearn, phrase } from '../core/index';
import type { EvidencePatch, EvidenceRequest, EvidenceSource, Fact, Gap } from '../core/index';
import { MIRROR_FACTS } from './mirrorFormat';
import type { MirrorPackage } from './mirrorFormat';
import { createMirrorFiles } from './mirrorReader';
import type { MirrorReaderOptions, NoFile } from './mirrorReader';

export interface MirrorSourceOptions extends MirrorReaderOptions {
  /** No public service is asked beside it: what is not in the mirror is not known. */
  readonly only: boolean;
}

/**
 * An organization's evidence mirror. Its server sees which files are read, each of hundreds of packages, and no name.
 * What the mirror knows not to be known anywhere is said as a gap of it, so that nobody else is asked
 * (`isSettled` in the core).
 */
export function createMirrorSource(options: MirrorSourceOptions): EvidenceSource {
  const files = createMirrorFiles(options);
  return {
    id: 'mirror',
    reach: options.http === undefined ? 'local' : 'public',
    facts: MIRROR_FACTS,
    lookup: async (all, signal) => {
      // Of what is kept, too: it is about public packages, with which a private one at most shares the name.
      const requests = all.filter((request) => mayLearn({ reach: 'public' }, request));
      const patches = new Map<string, EvidencePatch>();
      const opened = await files.open(
        requests.map(({ name }) => name),
        signal,
      );
      for (const request of requests) {
        const found = opened.packageOf(request.name);
        const patch = patchFrom(request, found, options);
        if (patch !== undefined) patches.set(request.key, patch);
      }
      return patches;
    },
  };
}

function patchFrom(
  request: EvidenceRequest,
  found: MirrorPackage | NoFile | undefined,
  { only, http }: MirrorSourceOptions,
): EvidencePatch | undefined {
  if (found === undefined)
    return only ? { gaps: gaps(request, 'not-found', phrase('not in it')) } : undefined;
  if ('why' in found)
    return http === undefined ? undefined : { gaps: gaps(request, found.why, found.detail) };
  const version = request.known.version ?? versionFor(found, request.range);
  if (version === null) return { gaps: gaps(request, 'not-found', phrase('no version satisfies the range')) };
  const entry = version && found.versions[version.value];
  const { licenseRuns, lastRelease } = found;
  const patch: EvidencePatch = {
    ...entry?.facts,
    ...(version && version !== request.known.version && { version }),
    ...(licenseRuns && { licenseRuns }),
    ...(lastRelease && { lastRelease }),
  };
  if (entry === undefined)
    return only ? { ...patch, gaps: gaps(request, 'not-found', phrase('not in it')) } : patch;
  return {
    ...patch,
    gaps: Object.entries(entry.nothing).map(([fact, why]) => gapOf(fact as Gap['fact'], why)),
  };
}

/** What the range resolved to when the mirror was built, else the highest version in the mirror that satisfies it. */
function versionFor(found: MirrorPackage, range: string): Fact<string> | null | undefined {
  const resolved = found.ranges[range];
  if (resolved !== undefined) return resolved;
  if (semver.validRange(range, true) === null) return undefined;
  const isInUse = (version: string): boolean =>
    (found.versions[version]?.facts.deprecation?.value ?? '') === '';
  const versions = Object.keys(found.versions).filter((version) => semver.valid(version) !== null);
  const best =
    semver.maxSatisfying(versions.filter(isInUse), range, true) ??
    semver.maxSatisfying(versions, range, true);
  const origin = best === null ? undefined : originOf(found, best);
  return best !== null && origin !== undefined ? { value: best, origin } : undefined;
}

/** When and by whom the version was seen. */
function originOf({ versions }: MirrorPackage, version: string) {
  const facts = versions[version]?.facts;
  return (facts?.deprecation ?? facts?.licenses?.[0] ?? facts?.repository)?.origin;
}

function gaps({ known }: EvidenceRequest, why: Gap['why'], detail?: string): Gap[] {
  return MIRROR_FACTS.filter((fact) => lacks(known, fact)).map((fact) => gapOf(fact, why, detail));
}

function gapOf(fact: Gap['fact'], why: Gap['why'], detail?: string): Gap {
  return { fact, source: 'mirror', why, ...(detail !== undefined && { detail }) };
}
