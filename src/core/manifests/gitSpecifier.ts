import type { Specifier } from '../model';

/** `user/repo`: one slash, and nothing that a path, scope or address would have (package `hosted-git-info`). */
const SHORTHAND = /^[^\s@:/#.][^\s@:/#]*\/[^\s@:/#]+$/;
const HOST_PREFIX = /^(github|gitlab|bitbucket|gist|sourcehut):(?!\/\/)\S+$/i;
const GIT_PROTOCOL = /^(git|ssh|git\+[a-z]+):/i;
/** `git@host:path`, as ssh and scp write it. */
const SCP = /^[^\s@:/#]+@[^\s@:/#]+[:/][^\s]+$/;
/** Addresses of the repository itself, which npm clones; other paths of these hosts are downloads. */
const HOSTED = [
  /^https?:\/\/(?:[^@/]*@)?(?:www\.)?github\.com\/[^/]+\/[^/]+(?:\/tree\/.*)?\/?$/i,
  /^https?:\/\/(?:[^@/]*@)?(?:www\.)?(?:bitbucket\.org|git\.sr\.ht)\/[^/]+\/[^/]+\/?$/i,
  /^https?:\/\/(?:[^@/]*@)?(?:www\.)?gitlab\.com\/(?!.*(?:\/-\/|\/archive\.tar\.gz))[^/]+\/.+$/i,
  /^https?:\/\/(?:[^@/]*@)?gist\.github\.com\/(?!.*\/raw\/)[^/]+(?:\/[^/]+)?\/?$/i,
];

/**
 * Reads a git source: a git URL, `git@host:path`, a repository page of a known host, `github:user/repo` or
 * `user/repo`, each with an optional `#committish`.
 *
 * @returns `undefined` when the text is none of these.
 */
export function gitSpecifier(text: string): Specifier | undefined {
  const hash = text.indexOf('#');
  const address = hash < 0 ? text : text.slice(0, hash);
  if (!isGit(address)) return undefined;
  return { kind: 'git', url: withoutPassword(address), committish: hash < 0 ? '' : text.slice(hash + 1) };
}

function isGit(address: string): boolean {
  if (SHORTHAND.test(address) || HOST_PREFIX.test(address)) return true;
  if (GIT_PROTOCOL.test(address)) return address.length > address.indexOf(':') + 1;
  if (/^https?:/i.test(address))
    return /^https?:\/\/.*\.git\/?$/i.test(address) || HOSTED.some((host) => host.test(address));
  return SCP.test(address);
}

/** An address as it may be shown: user and password of http(s) are often tokens; ssh's `git@` is none. */
export function withoutPassword(address: string): string {
  return address.replace(/^((?:git\+)?https?:\/\/)[^@/]*@/i, '$1');
}
