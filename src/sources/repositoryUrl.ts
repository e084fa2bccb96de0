import type { Repository } from '../core/index';
import { asRecord, asString } from './json';

const SHORTHANDS: Readonly<Record<string, string>> = {
  '': 'github.com',
  'github:': 'github.com',
  'gitlab:': 'gitlab.com',
  'bitbucket:': 'bitbucket.org',
};
/** Hosts on which a repository is the first two parts of the path. */
const TWO_PART_HOSTS = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);

/** `owner/name` on GitHub as a web address, where nothing of it would be read in another way. */
const USUAL = /^(?:git\+)?(?:https?|git):\/\/(github\.com\/\w[\w-]*\/\w[\w.-]*)$/;

/**
 * Reads the `repository` field of a package.json: an address in any of git's forms or a shorthand, alone or in an
 * object. The letter case of owner and name is kept, for Scorecard tells repositories apart by it.
 *
 * @returns `undefined` for what names no repository (a gist, text, a host without a path).
 */
export function parseRepository(field: unknown): Repository | undefined {
  const object = asRecord(field);
  const id = repositoryId(asString(object?.['url']) ?? asString(field) ?? '');
  if (id === undefined) return undefined;
  const directory = asString(object?.['directory']);
  return { id, provenance: 'self-reported', ...(directory === undefined ? {} : { directory }) };
}

/** `github.com/owner/name` for a repository's address, or `undefined`. */
export function repositoryId(address: string): string | undefined {
  const text = address.trim();
  // Almost always: then there is nothing to find out.
  const [, usual] = USUAL.exec(text) ?? [];
  if (usual !== undefined) return usual.replace(/\.git$/, '');
  const shorthand = /^(github:|gitlab:|bitbucket:|)([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:#.*)?$/.exec(text);
  if (shorthand !== null)
    return join(SHORTHANDS[shorthand[1] ?? ''], [shorthand[2] ?? '', shorthand[3] ?? '']);
  const scp = /^(?:[\w.-]+@)?([\w.-]+\.[a-z]+):(?!\d+\/|\/)(.+)$/i.exec(text);
  if (scp !== null && !text.includes('://')) return fromParts(scp[1] ?? '', scp[2] ?? '');
  const url = text.replace(/^git\+/i, '').replace(/^(?:git|ssh|http):/i, 'https:');
  if (!/^https:\/\//i.test(url)) return undefined;
  // `ssh://git@github.com:owner/name` is no web address, but it is written.
  const web = url.replace(/^(https:\/\/(?:[^/@]*@)?[\w.-]+):(?!\d+(?:\/|$))/i, '$1/');
  if (!URL.canParse(web)) return undefined;
  const { hostname, pathname } = new URL(web);
  return fromParts(hostname, pathname);
}

function fromParts(host: string, path: string): string | undefined {
  const [plain = ''] = path.split(/[#?]/);
  const hostname = host.toLowerCase().replace(/^www\./, '');
  const [beforeTree = ''] = plain.split('/-/');
  const parts = beforeTree.split('/').filter((part) => part !== '');
  return join(hostname, TWO_PART_HOSTS.has(hostname) ? parts.slice(0, 2) : withoutTree(parts));
}

/** Groups may nest on other hosts; a path into the tree is cut off. */
function withoutTree(parts: readonly string[]): readonly string[] {
  const tree = parts.findIndex((part, index) => index >= 2 && (part === 'tree' || part === 'blob'));
  return tree === -1 ? parts : parts.slice(0, tree);
}

function join(host: string | undefined, parts: readonly string[]): string | undefined {
  if (host === undefined || host.startsWith('gist.') || parts.length < 2) return undefined;
  const path = parts
    .map(decoded)
    .join('/')
    .replace(/\.git$/, '');
  return /^[\w.~/-]+$/.test(path) && !path.split('/').some((part) => /^\.*$/.test(part))
    ? `${host}/${path}`
    : undefined;
}

function decoded(part: string): string {
  return part.includes('%') ? '' : part;
}
