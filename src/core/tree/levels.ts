import type { ResolvedPackage } from '../model';

const MARKER = 'node_modules/';

/** A folder with a node_modules of its own, and the next one above it that has one, too. */
export interface Level {
  /** Indexes of packages by the name under which they are installed. */
  readonly names: Map<string, number>;
  up: Level | undefined;
}

/** The folders that have a node_modules of their own, by their location; the project's root is the empty one. */
export type Levels = ReadonlyMap<string, Level>;

/** Arranges packages by the node_modules that they sit in. Of several at one location the last one counts. */
export function levelsOf(packages: readonly ResolvedPackage[]): Levels {
  const levels = new Map<string, Level>([['', { names: new Map(), up: undefined }]]);
  for (let index = 0; index < packages.length; index++) {
    const location = packages[index]?.location ?? '';
    const at = location.lastIndexOf(MARKER);
    if (at < 0) continue;
    const folder = location.slice(0, Math.max(at - 1, 0));
    let level = levels.get(folder);
    if (level === undefined) levels.set(folder, (level = { names: new Map(), up: undefined }));
    level.names.set(location.slice(at + MARKER.length), index);
  }
  for (const [folder, level] of levels) if (folder !== '') level.up = levelAt(levels, above(folder));
  return levels;
}

/** Where Node's search begins for what stands at `location`: a package, or a folder of the project. */
export function levelAt(levels: Levels, location: string): Level | undefined {
  for (let at = location; ; at = above(at)) {
    const level = levels.get(at);
    if (level !== undefined || at === '') return level;
  }
}

/** The package that is found from a level under a name: Node's own way, the nearest node_modules upward. */
export function findFrom(level: Level | undefined, name: string): number | undefined {
  for (let at = level; at !== undefined; at = at.up) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The next place above a package or a folder in which a node_modules may stand. */
function above(location: string): string {
  const at = location.lastIndexOf(MARKER);
  if (at >= 0 && (at === 0 || location[at - 1] === '/')) {
    const name = location.slice(at + MARKER.length);
    if (name.indexOf('/') < 0 || (name[0] === '@' && name.indexOf('/') === name.lastIndexOf('/')))
      return location.slice(0, Math.max(at - 1, 0));
  }
  return location.slice(0, Math.max(location.lastIndexOf('/'), 0));
}
