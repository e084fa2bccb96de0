import { join } from 'node:path';
import { isPackageName } from '../core/index';
import type { EvidenceRequest, Origin } from '../core/index';
import { entriesIn, isCircle, isLink, readText, statsOf } from './disk';
import { foldersUpTo, pathBetween } from './folders';
import { asRecord, asString, parseJson } from './json';
import type { Json } from './json';

/** A package in node_modules, as its package.json says. */
export interface InstalledPackage {
  readonly folder: string;
  /** The folder as shown: from the root, with `/`. */
  readonly label: string;
  readonly name: string;
  readonly version: string;
  readonly link: false;
  readonly packageJson: Json;
}

/** Where pnpm and bun keep one folder for each package and its peers, to which everything else is a link. */
const STORES: readonly string[] = ['.pnpm', '.bun'];

/** A package in a package in a package: deeper trees are not installed by anyone. */
const MAX_DEPTH = 40;

export interface TreeOptions {
  readonly root: string;
  /** The manifest's folder. */
  readonly folder: string;
  readonly onCircle?: ((folder: string) => void) | undefined;
}

/**
 * Finds a package that no manifest names, at the version that the lockfile states: where the lockfile says that it
 * sits, else where it is found from the manifest's folder, else wherever in node_modules. Linked folders are not
 * followed, so that circles of links are none; `onCircle` is told of one at a place where it should be. Never rejects.
 */
export async function findInTree(
  request: EvidenceRequest,
  { root, folder, onCircle }: TreeOptions,
): Promise<InstalledPackage | undefined> {
  const { name, location = '', known } = request;
  if (!isPackageName(name) || known.version === undefined) return undefined;
  const { value: version, origin: stated } = known.version;
  const folders = foldersUpTo(folder, root);
  const near = folders.flatMap((at) => [
    ...(isInNodeModules(location) ? [join(at, location)] : []),
    join(at, 'node_modules', name),
  ]);
  const found = await firstOf(near, name, version, root, onCircle);
  if (found !== undefined) return found;
  for (const at of folders) {
    const { places, stored } = await contentsOf(join(at, 'node_modules'), stated);
    const further = [...(places.get(name) ?? []), ...storedPlaces(stored, name, version)];
    const deep = await firstOf(further, name, version, root);
    if (deep !== undefined) return deep;
  }
  return undefined;
}

function isInNodeModules(location: string): boolean {
  const parts = location.split('/');
  return parts.includes('node_modules') && !parts.includes('..') && !/[\\:\0]/.test(location);
}

async function firstOf(
  places: readonly string[],
  name: string,
  version: string,
  root: string,
  onCircle?: (folder: string) => void,
): Promise<InstalledPackage | undefined> {
  for (const folder of new Set(places)) {
    const text = await readText(join(folder, 'package.json')).catch((error: unknown) => {
      if (isCircle(error)) onCircle?.(folder);
      return undefined;
    });
    const packageJson = text === undefined ? undefined : asRecord(parseJson(text));
    if (packageJson === undefined) continue;
    if (asString(packageJson['name']) !== name || asString(packageJson['version']) !== version) continue;
    return { folder, label: pathBetween(root, folder), name, version, link: false, packageJson };
  }
  return undefined;
}

/** What stands in a node_modules and below. */
interface Contents {
  /** Folders by the name under which they are installed. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Folders of a store by the name and version in front of their own name. */
  readonly stored: ReadonlyMap<string, readonly string[]>;
}

const NOTHING: Contents = { places: new Map(), stored: new Map() };
/** One folder for each project that is open. */
const MOST_KEPT = 8;
const kept = new Map<string, KeptContents>();

interface KeptContents {
  /** When the folder and its stores were written. */
  readonly written: string;
  /** The readings of lockfiles that the list is no older than, by their label: each has one origin. */
  readonly readings: Map<string, WeakSet<Origin>>;
  readonly contents: Promise<Contents>;
}

/** An installation may write deep inside only: then nothing but its lockfile, which is read anew, tells of it. */
async function contentsOf(nodeModules: string, stated: Origin): Promise<Contents> {
  const written = await writtenAt(nodeModules);
  if (written === undefined) return NOTHING;
  const known = kept.get(nodeModules);
  const readings = known?.readings ?? new Map<string, WeakSet<Origin>>();
  const isReadAnew = noteReading(readings, stated);
  if (known?.written === written && !isReadAnew) return known.contents;
  if (known === undefined && kept.size >= MOST_KEPT) kept.clear();
  const contents = readContents(nodeModules);
  kept.set(nodeModules, { written, readings, contents });
  return contents;
}

/** Answers whether the lockfile was read before, another time: hundreds may share a node_modules, each read once. */
function noteReading(readings: Map<string, WeakSet<Origin>>, stated: Origin): boolean {
  const before = readings.get(stated.label);
  if (before?.has(stated) === true) return false;
  readings.set(stated.label, (before ?? new WeakSet()).add(stated));
  return before !== undefined;
}

async function writtenAt(nodeModules: string): Promise<string | undefined> {
  const folders = [nodeModules, ...STORES.map((store) => join(nodeModules, store))];
  const [modified, ...stores] = (await Promise.all(folders.map((at) => statsOf(at)))).map(
    (stats) => stats?.mtimeMs,
  );
  return modified === undefined ? undefined : [modified, ...stores].join(' ');
}

async function readContents(nodeModules: string): Promise<Contents> {
  const places = new Map<string, string[]>();
  const stored = new Map<string, string[]>();
  const stores = await Promise.all(
    STORES.map(async (store) => ({ store, entries: await entriesIn(join(nodeModules, store)) })),
  );
  for (const { store, entries } of stores)
    for (const entry of entries)
      if (entry.isDirectory()) add(stored, storedId(entry.name), join(nodeModules, store, entry.name));
  if (stored.size === 0) await walk(nodeModules, places, 0);
  return { places, stored };
}

/** `@s+a@1.0.0_react@18.0.0` and `@s+a@1.0.0+0123abcd` hold `@s/a` at 1.0.0. */
function storedId(folder: string): string {
  const at = folder.indexOf('@', 1);
  const [version = ''] = folder.slice(at + 1).split(/[_+(]/);
  return `${folder.slice(0, at).replace('+', '/')}@${version}`;
}

function storedPlaces(stored: Contents['stored'], name: string, version: string): string[] {
  const [plain = ''] = version.split('+');
  return (stored.get(`${name}@${plain}`) ?? []).map((folder) => join(folder, 'node_modules', name));
}

/** A node_modules below another one that is a link may lead back up, and from there into itself again and again. */
async function walk(nodeModules: string, places: Map<string, string[]>, depth: number): Promise<void> {
  if (depth > MAX_DEPTH || (depth > 0 && (await isLink(nodeModules)))) return;
  for (const entry of await entriesIn(nodeModules)) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const at = join(nodeModules, entry.name);
    const inScope = entry.name.startsWith('@') ? await entriesIn(at) : undefined;
    const names = inScope?.filter((each) => each.isDirectory()).map((each) => `${entry.name}/${each.name}`);
    for (const name of names ?? [entry.name]) {
      add(places, name, join(nodeModules, name));
      await walk(join(nodeModules, name, 'node_modules'), places, depth + 1);
    }
  }
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
