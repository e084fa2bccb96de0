import { parse, parseDocument } from 'yaml';
import type { LockedLink, Lockfile, Parsed, Problem, ResolvedPackage } from '../model';
import { isRecord } from '../text';
import { NO_DEPENDENCIES, stringOf } from './fields';
import type { Json } from './fields';
import { folderKey } from './findInstalled';
import { joinedPath, linkProblems, soundLinks } from './links';
import type { BrokenLink } from './links';
import { lostProblems } from './lost';
import type { LostEntry } from './lost';
import { readPackages } from './pnpmPackages';
import type { PnpmSearch } from './pnpmPackages';
import {
  conflictProblem,
  duplicateProblem,
  formatProblem,
  syntaxProblem,
  unusableDuplicate,
  versionProblems,
} from './problems';
import { t } from '../present/language';

const FORMAT = 'pnpm-lock.yaml';
const BLOCKS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
/** The newest `lockfileVersion` that was known when this was written. */
const KNOWN_VERSION = 9;

/**
 * Reads pnpm-lock.yaml of the versions 5, 6 and 9: what each folder's manifest gets, the packages and what they
 * require. It states no licenses. Only the folders' part goes through a YAML parser: the rest is a hundred times as
 * long, and pnpm writes it in a fixed form. Never throws.
 *
 * @returns problems with the codes `lockfile.conflict`, `lockfile.syntax`, `lockfile.format`, `lockfile.version`,
 *   `lockfile.duplicate-entry` and `lockfile.broken-link`
 */
export function parsePnpmLock(text: string): Parsed<Lockfile> {
  const conflict = conflictProblem(text, FORMAT);
  if (conflict !== undefined) return { value: { format: FORMAT, packages: [] }, problems: [conflict] };
  const sections = sectionsOf(text);
  if (!sections.has('lockfileVersion'))
    return { value: { format: FORMAT, packages: [] }, problems: [formatProblem(FORMAT)] };
  const { packages, find, duplicate } = readPackages(
    sections.get('packages') ?? '',
    sections.get('snapshots'),
  );
  const value: Lockfile = { format: FORMAT, packages, layout: 'locations', resolutions: new Map() };
  const problems = [
    ...versionProblems(majorOf(sections.get('lockfileVersion')), KNOWN_VERSION),
    ...(duplicate === undefined ? [] : [duplicateProblem(FORMAT, duplicate)]),
  ];
  const own = ownText(sections);
  try {
    const { lost, links, ...found } = resolve(importersOf(own, sections.has('importers')), find);
    const broken = selfLinks(links);
    const more = [...lostProblems(FORMAT, lost, { sought: textsOf(lost) }), ...linkProblems(FORMAT, broken)];
    return {
      value: { ...value, ...found, ...soundLinks(links, broken) },
      problems: [...problems, ...more],
    };
  } catch {
    return { value: { ...value, packages: [] }, problems: [...problems, importersProblem(own, text)] };
  }
}

/** `lockfileVersion: '9.0'`, `lockfileVersion: 5.4`. */
function majorOf(section = ''): number {
  return Number(/(\d+)/.exec(section)?.[1]);
}

/** The text of each key of the document, by its name. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^(?=[A-Za-z]\w*:)/m);
  return new Map(parts.map((part) => [part.slice(0, Math.max(part.indexOf(':'), 0)), part]));
}

/** What the folders' manifests get; a lockfile of one project alone has its blocks at the root. */
function ownText(sections: ReadonlyMap<string, string>): string {
  return sections.get('importers') ?? BLOCKS.map((block) => sections.get(block) ?? '').join('');
}

/** By folder. */
function importersOf(own: string, isByFolder: boolean): Json {
  const root: unknown = parse(own, { logLevel: 'error' });
  if (!isRecord(root)) return {};
  if (!isByFolder) return { '.': root };
  return isRecord(root.importers) ? root.importers : {};
}

/** Looked for only when there is one: a key that stands twice, or anything else that is no YAML. */
function importersProblem(own: string, text: string): Problem {
  const { errors } = parseDocument(own, { logLevel: 'error' });
  const [first] = errors;
  const from = Math.max(text.indexOf(own), 0);
  const [start = 0, end = start] = first?.pos ?? [];
  const span = { start: from + start, end: from + end };
  const key = /^[^:\n]*/.exec(own.slice(start))?.[0] ?? '';
  return first?.code === 'DUPLICATE_KEY'
    ? unusableDuplicate(FORMAT, key, span)
    : syntaxProblem(FORMAT, t('its importers are not valid YAML'), span);
}

interface Resolved {
  readonly resolutions: Map<string, ResolvedPackage>;
  readonly requested: Map<string, readonly string[]>;
  readonly links: LockedLink[];
  readonly lost: LostEntry[];
}

function resolve(importers: Json, find: PnpmSearch): Resolved {
  const all: Resolved = { resolutions: new Map(), requested: new Map(), links: [], lost: [] };
  for (const [importer, blocks] of Object.entries(importers)) {
    if (!isRecord(blocks)) continue;
    const folder = importer === '.' ? '' : importer;
    for (const [name, entry] of entriesIn(blocks)) {
      const asked = isRecord(entry)
        ? entry.specifier
        : isRecord(blocks.specifiers) && blocks.specifiers[name];
      resolveEntry({ folder, name, stated: stringOf(isRecord(entry) ? entry.version : entry) }, find, all);
      const key = folderKey(folder, name);
      if (typeof asked === 'string') all.requested.set(key, [...(all.requested.get(key) ?? []), asked]);
    }
  }
  return all;
}

/** `file:packages/a`, `a@file:packages/a(react@18.0.0)`: a folder from that of the lockfile; archives are none. */
const FOLDER = /^(?:.[^@]*@)?file:(?!.*\.(?:tgz|tar|tar\.gz)(?:\(|$))([^(]+)/;

interface ImporterEntry {
  readonly folder: string;
  readonly name: string;
  readonly stated: string;
}

function resolveEntry({ folder, name, stated }: ImporterEntry, find: PnpmSearch, all: Resolved): void {
  const found = find(name, stated);
  all.resolutions.set(folderKey(folder, name), found ?? unlisted(name, stated));
  const [, copied] = FOLDER.exec(stated) ?? [];
  if (copied !== undefined) all.links.push({ name, folder: joinedPath('', copied), location: stated });
  if (found !== undefined) return;
  if (stated.startsWith('link:'))
    all.links.push({ name, folder: joinedPath(folder, stated.slice(5)), location: stated, from: folder });
  else if (/^\d/.test(stated))
    all.lost.push({ name, version: stated, by: folder === '' ? 'package.json' : `${folder}/package.json` });
}

/** Where a folder's manifest requires the first one; in a lockfile of one project alone less deep. */
function textsOf([first]: readonly LostEntry[]): string[] {
  const keys = first === undefined ? [] : [`${first.name}:`, `'${first.name}':`];
  return ['      ', '  '].flatMap((indent) => keys.map((key) => `\n${indent}${key}`));
}

/** What a folder links to itself. */
function selfLinks(links: readonly LockedLink[]): BrokenLink[] {
  return links.filter(({ folder, from }) => folder === from).map((link) => ({ link, why: 'circle' }));
}

function entriesIn(blocks: Json): (readonly [name: string, entry: unknown])[] {
  return BLOCKS.flatMap((block) => Object.entries(isRecord(blocks[block]) ? blocks[block] : {}));
}

/** `5.3.0`, `5.3.0(react@18.0.0)`, `5.3.0_react@18.0.0`; `real@1.0.0` or `/real/1.0.0` for an alias; `link:../ui`. */
function unlisted(installedAs: string, stated: string): ResolvedPackage {
  const bare = stated.replace(/[(_].*$/, '');
  const alias = /^\/?((?:@[^/@]+\/)?[^/@:]+)[@/](\d[^/]*)$/.exec(bare);
  const name = alias?.[1] ?? installedAs;
  const version = alias?.[2] ?? (/^\d/.test(bare) ? bare : '');
  return bareRecord(name, version, stated, stated.startsWith('link:'));
}

function bareRecord(name: string, version: string, location: string, link: boolean): ResolvedPackage {
  return {
    name,
    version,
    location,
    license: undefined,
    development: false,
    optional: false,
    link,
    dependencies: NO_DEPENDENCIES,
  };
}
