import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import type { LockedLink, Lockfile, Parsed, Problem, ResolvedPackage } from '../model';
import { isRecord, textStart } from '../text';
import { classifySpecifier } from '../manifests/specifier';
import { rangesOf, stringOf } from './fields';
import type { Json } from './fields';
import { folderKey } from './findInstalled';
import { duplicatesIn } from './json';
import { brokenLinks, linkProblems, soundLinks } from './links';
import type { BrokenLink } from './links';
import { conflictProblem, formatProblem, syntaxProblem, versionProblems } from './problems';
import { t } from '../present/language';

const FORMAT = 'bun.lock';
/** The newest `lockfileVersion` that was known when this was written. */
const KNOWN_VERSION = 1;
const BLOCKS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/**
 * Reads bun.lock, JSON with comments and trailing commas. Its keys are paths of names (`a/b`: b within a), which become
 * locations in node_modules. It states no licenses. Never throws.
 *
 * @returns problems with the codes `lockfile.conflict`, `lockfile.syntax`, `lockfile.format`, `lockfile.version`,
 *   `lockfile.duplicate-entry` and `lockfile.broken-link`
 */
export function parseBunLock(text: string): Parsed<Lockfile> {
  const { root, problem } = readRoot(text);
  if (root === undefined)
    return { value: { format: FORMAT, packages: [] }, problems: problem ? [problem] : [] };
  const packages = isRecord(root.packages) ? readPackages(root.packages, foldersOf(root.workspaces)) : [];
  const links = linksOf(root.packages);
  const folders = isRecord(root.workspaces) ? root.workspaces : {};
  const broken = brokenLinks(links, (folder) => (Object.hasOwn(folders, folder) ? 'end' : undefined));
  const requested = requestedIn(root.workspaces);
  const value = { format: FORMAT, packages, requested, ...soundLinks(links, broken) };
  const isKnown = root.lockfileVersion !== undefined;
  return { value, problems: isKnown ? problemsOf(text, root, broken) : [formatProblem(FORMAT)] };
}

function problemsOf(text: string, root: Json, broken: readonly BrokenLink[]): Problem[] {
  return [
    ...duplicatesIn(text, root, FORMAT),
    ...versionProblems(root.lockfileVersion, KNOWN_VERSION),
    ...linkProblems(FORMAT, broken),
  ];
}

/** `["ui@workspace:packages/ui"]`. */
function linksOf(packages: unknown): LockedLink[] {
  return Object.entries(isRecord(packages) ? packages : {}).flatMap(([key, entry]) => {
    const [resolution] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    const [, name, folder] = /^(.[^@]*)@workspace:(.+)$/.exec(stringOf(resolution)) ?? [];
    return name === undefined || folder === undefined ? [] : [{ name, folder, location: key }];
  });
}

function readRoot(text: string): { readonly root?: Json; readonly problem?: Problem } {
  const conflict = conflictProblem(text, FORMAT);
  if (conflict !== undefined) return { problem: conflict };
  const from = textStart(text);
  const errors: ParseError[] = [];
  try {
    const root: unknown = parse(text.slice(from), errors, { allowTrailingComma: true });
    const [first] = errors;
    if (first === undefined && isRecord(root)) return { root };
    const start = Math.min(from + (first?.offset ?? 0), text.length);
    const end = Math.min(start + (first?.length ?? 0), text.length);
    return { problem: syntaxProblem(FORMAT, t('it is not valid JSON'), { start, end }) };
  } catch {
    return { problem: syntaxProblem(FORMAT, t('it is nested too deep'), { start: 0, end: 0 }) };
  }
}

/** The folder of each package of the workspace, by name. */
function foldersOf(workspaces: unknown): ReadonlyMap<string, string> {
  const entries = isRecord(workspaces) ? Object.entries(workspaces) : [];
  return new Map(
    entries.flatMap(([folder, entry]) =>
      folder !== '' && isRecord(entry) ? [[stringOf(entry.name), folder] as const] : [],
    ),
  );
}

/** The manifests as they were at the last install. */
function requestedIn(workspaces: unknown): ReadonlyMap<string, readonly string[]> {
  const requested = new Map<string, string[]>();
  for (const [folder, entry] of Object.entries(isRecord(workspaces) ? workspaces : {}))
    for (const block of BLOCKS)
      for (const [name, asked] of Object.entries(rangesOf(isRecord(entry) ? entry[block] : undefined))) {
        const key = folderKey(folder, name);
        requested.set(key, [...(requested.get(key) ?? []), asked]);
      }
  return requested;
}

function readPackages(entries: Json, folders: ReadonlyMap<string, string>): ResolvedPackage[] {
  return Object.entries(entries).flatMap(([key, entry]) => {
    const fields: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const [resolution] = fields;
    if (typeof resolution !== 'string') return [];
    const last = fields.at(-1);
    const stated = fields.find(isRecord) ?? {};
    const found = toPackage(
      locationOf(key, folders),
      resolution,
      stated,
      typeof last === 'string' ? last : '',
    );
    return [found.version === '' ? found : { ...found, ...archiveIn(fields[1], found.name) }];
  });
}

/** Of a package of a registry, the second field is the address of that or of the archive; empty for the usual one. */
function archiveIn(field: unknown, name: string): Pick<ResolvedPackage, 'archive'> {
  if (typeof field !== 'string' || field === '') return {};
  const isArchive = /\/-\/|\/download\//.test(field);
  return { archive: isArchive ? field : `${field.replace(/\/*$/, '')}/${name}/-/` };
}

/** @param last of a git source the commit, which bun writes into the installed copy, too. */
function toPackage(location: string, resolution: string, stated: Json, last: string): ResolvedPackage {
  const at = resolution.indexOf('@', 1);
  const source = at < 0 ? '' : resolution.slice(at + 1);
  const link = /^(workspace|link):/.test(source);
  const isElsewhere = !link && source !== '' && !/^\d/.test(source);
  return {
    name: at < 0 ? resolution : resolution.slice(0, at),
    version: /^\d/.test(source) ? source : '',
    location,
    license: undefined,
    development: false,
    optional: false,
    link,
    ...(isElsewhere && { resolved: source }),
    ...(isElsewhere && classifySpecifier('x', source).kind === 'git' && { mark: last }),
    dependencies: rangesOf(stated.dependencies),
    uses: { ...rangesOf(stated.peerDependencies), ...rangesOf(stated.optionalDependencies) },
    ...(stated.os === undefined && stated.cpu === undefined && stated.libc === undefined
      ? {}
      : { platform: true }),
  };
}

/** `a/@s/b` sits in `node_modules/a/node_modules/@s/b`; what a workspace package has for itself, in its folder. */
function locationOf(key: string, folders: ReadonlyMap<string, string>): string {
  const names = key.match(/(?:@[^/]+\/)?[^/]+/g) ?? [];
  const folder = names.length > 1 ? folders.get(names[0] ?? '') : undefined;
  const inner = folder === undefined ? names : names.slice(1);
  return [...(folder === undefined ? [] : [folder]), ...inner.map((name) => `node_modules/${name}`)].join(
    '/',
  );
}
