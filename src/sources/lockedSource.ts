import { posix } from 'node:path';
import { classifySpecifier, findRequested, isInRange, isRange, isVersion } from '../core/index';
import type { EvidenceRequest, Lockfile, ResolvedPackage, Specifier } from '../core/index';

/** A lockfile, and the manifest's folder from the lockfile's, with `/`. */
export interface FoundLockfile {
  readonly lockfile: Lockfile;
  readonly manifestFolder: string;
}

type Found = Pick<ResolvedPackage, 'name' | 'version' | 'link' | 'mark'>;

/**
 * Whether a lockfile's entry is what the manifest asks for: the same package, from the same source, of a version that
 * the range allows. It is not while the manifest is ahead of the last install: what was there before must not speak
 * for what is to come.
 */
export function isLocked(locked: ResolvedPackage, request: EvidenceRequest, found: FoundLockfile): boolean {
  return isVersionAsked(locked, request) && isFromAskedSource(locked, request, found);
}

/**
 * Whether a package in node_modules is what the manifest asks for. Its package.json does not tell where it came from:
 * a git source, an archive or a tag is answered only in the version that the lockfile gave, or, where that states none,
 * by the copy that carries the mark of what was locked.
 *
 * @param locked what the lockfile has in its place
 */
export function isInstalled(
  installed: Found,
  request: EvidenceRequest,
  locked: ResolvedPackage | undefined,
  found: FoundLockfile | undefined,
): boolean {
  if (!isVersionAsked(installed, request)) return false;
  const { specifier, known } = request;
  const isPlain = specifier === undefined || specifier.kind === 'catalog' || specifier.kind === 'workspace';
  if (!isPlain && (specifier.kind !== 'registry' || specifier.tag))
    return known.version?.origin.source === 'lockfile' || isMarked(installed, request, locked, found);
  if (found === undefined) return true;
  return locked === undefined ? !isFromElsewhere(request, found) : isFromAskedSource(locked, request, found);
}

/** What is installed under the name may still be what came from git or an archive before. */
function isFromElsewhere({ installedAs }: EvidenceRequest, { lockfile }: FoundLockfile): boolean {
  return lockfile.packages.some(({ name, askedAs }) => askedAs !== undefined && name === installedAs);
}

function isMarked(
  { mark }: Found,
  request: EvidenceRequest,
  locked: ResolvedPackage | undefined,
  found: FoundLockfile | undefined,
): boolean {
  if (mark === undefined || mark === '' || locked?.mark !== mark || found === undefined) return false;
  return locked.version === '' && isFromAskedSource(locked, request, found);
}

function isVersionAsked(found: Found, { name, range, known }: EvidenceRequest): boolean {
  if (found.link || found.name !== name || !isVersion(found.version)) return false;
  if (known.version !== undefined) return known.version.value === found.version;
  if (!isRange(range, true)) return true;
  return isInRange(found.version, range, { loose: true, includePrerelease: true });
}

function isFromAskedSource(
  locked: ResolvedPackage,
  { specifier, installedAs }: EvidenceRequest,
  { lockfile, manifestFolder }: FoundLockfile,
): boolean {
  const asked = locked.askedAs ?? findRequested(lockfile, installedAs, manifestFolder);
  const requested = asked?.map((each) => classifySpecifier(installedAs, each));
  switch (specifier?.kind) {
    case 'git':
    case 'tarball':
    case 'local':
      return isStated(specifier, requested) && isSameSource(locked.resolved ?? '', specifier, manifestFolder);
    case 'other':
    case 'invalid':
      return false;
    case 'registry':
      if (specifier.tag && requested !== undefined && !isStated(specifier, requested)) return false;
      if (requested?.some(isElsewhere)) return false;
      return !isForeign(locked);
    default:
      return !isForeign(locked);
  }
}

/** Without the lockfile's word on what was asked, a source cannot be told from one that stood there before. */
function isStated(specifier: Specifier, requested: readonly Specifier[] | undefined): boolean {
  const asked = JSON.stringify(specifier);
  return requested?.some((each) => JSON.stringify(each) === asked) ?? false;
}

function isElsewhere({ kind }: Specifier): boolean {
  return kind === 'git' || kind === 'tarball' || kind === 'local' || kind === 'other';
}

/** Registries give archives by http(s), repositories are told by their address; a link leads to the workspace itself. */
function isForeign({ resolved, link }: ResolvedPackage): boolean {
  if (resolved === undefined || link) return false;
  return !/^https?:/i.test(resolved) || classifySpecifier('x', resolved).kind === 'git';
}

function isSameSource(resolved: string, specifier: Specifier, manifestFolder: string): boolean {
  switch (specifier.kind) {
    case 'git': {
      const archived = archivedRepository(resolved);
      if (archived !== undefined) return archived === repositoryPath(specifier.url);
      const at = classifySpecifier('x', resolved);
      return at.kind === 'git' && repositoryPath(at.url) === repositoryPath(specifier.url);
    }
    case 'tarball': {
      const at = classifySpecifier('x', resolved);
      return at.kind === 'tarball' && withoutHash(at.url) === withoutHash(specifier.url);
    }
    case 'local':
      return (
        resolved.startsWith('file:') &&
        posix.normalize(resolved.slice(5)) === posix.join(manifestFolder, specifier.path)
      );
    default:
      return false;
  }
}

/** Yarn 1 puts the hash of an archive behind its address. */
function withoutHash(address: string): string {
  return address.replace(/#.*$/s, '');
}

/** Where the hosts that everybody knows give a commit as an archive, which pnpm and Yarn lock instead of the repository. */
const ARCHIVES: readonly (readonly [RegExp, string])[] = [
  [/^https:\/\/codeload\.github\.com\/([^/]+\/[^/]+)\/(?:legacy\.)?(?:tar\.gz|zip)\//, 'github.com'],
  [/^https:\/\/api\.github\.com\/repos\/([^/]+\/[^/]+)\/tarball\//, 'github.com'],
  [/^https:\/\/bitbucket\.org\/([^/]+\/[^/]+)\/get\//, 'bitbucket.org'],
  [/^https:\/\/gitlab\.com\/api\/v4\/projects\/([^/]+)\/repository\/archive\.tar\.gz/, 'gitlab.com'],
  [/^https:\/\/gitlab\.com\/([^/]+\/[^/]+)\/(?:-\/archive|repository\/archive\.tar\.gz)/, 'gitlab.com'],
];

function archivedRepository(address: string): string | undefined {
  for (const [pattern, host] of ARCHIVES) {
    const [, path] = pattern.exec(address) ?? [];
    if (path !== undefined) return `${host}/${path.replaceAll(/%2f/gi, '/')}`;
  }
  return undefined;
}

const HOSTS: Readonly<Record<string, string>> = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  bitbucket: 'bitbucket.org',
  gist: 'gist.github.com',
  sourcehut: 'git.sr.ht',
};

/** `host/owner/repo` of a repository's address in any form: npm locks `owner/repo` as `git+ssh://git@host/…`. */
function repositoryPath(address: string): string {
  const [, prefix = '', short] = /^(?:([a-z]+):)?([^:@]+\/[^:@]+|[^:@/]+)$/i.exec(address) ?? [];
  const host = HOSTS[prefix.toLowerCase() || 'github'];
  const plain =
    short !== undefined && host !== undefined
      ? `${host}/${short}`
      : address.replace(/^[a-z+]+:\/\//i, '').replace(/^[^@/]*@/, '');
  const [server = '', ...path] = plain.replace(/^([^/:]+):(?!\d+\/)/, '$1/').split('/');
  return `${server.toLowerCase().replace(/^www\./, '')}/${path.join('/').replace(/(\.git)?\/?$/, '')}`;
}
