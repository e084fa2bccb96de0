import type { AlternativeChoice, Dependency, DependencyScope, Manifest, TextEdit } from '../model';
import { mergeTitle, replaceTitle } from '../present/fixTitles';
import { removeEntries } from './removeEntries';
import { rewriteEntry, rewriteRange } from './rewriteEntry';

export interface Change {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether an entry of the alternative is written; not where one that is there already serves. */
  readonly writes: boolean;
}

/** What becomes of an entry whose alternative is listed already. */
type Way =
  /** The old entry goes: the one that is listed serves. */
  | 'merge'
  /** The alternative takes the old entry's place, because its own block does not reach as far. */
  | 'move'
  /** Both stand, as a peer dependency does beside the one that tests use. */
  | 'beside';

/** By the block of the old entry, then by the block of the alternative. */
const ways: Readonly<Record<DependencyScope, Readonly<Record<DependencyScope, Way>>>> = {
  production: { production: 'merge', development: 'move', optional: 'move', peer: 'merge' },
  optional: { production: 'merge', development: 'move', optional: 'merge', peer: 'merge' },
  development: { production: 'merge', development: 'merge', optional: 'merge', peer: 'beside' },
  peer: { production: 'beside', development: 'beside', optional: 'beside', peer: 'merge' },
};

/**
 * Replaces the package of an entry by an alternative: renamed in place, or merged with an entry that is there already.
 *
 * @param range what the entry gets for a range: `catalog:` where the range itself stands in a catalog
 */
export function replaceBy(
  text: string,
  manifest: Manifest,
  old: Dependency,
  choice: AlternativeChoice,
  range = choice.range,
): Change {
  // The code imports the name of an alias: it stays, and what it stands for changes.
  if (old.name !== old.packageName)
    return {
      title: replaceTitle(old, choice, { movedFrom: [], types: [] }),
      edits: rewriteRange(text, old, choice.name, range),
      writes: true,
    };
  const types = typesOf(manifest, old, choice);
  const present = manifest.dependencies.filter(({ name }) => name === choice.name);
  const serving = present.find(({ scope }) => ways[old.scope][scope] === 'merge');
  if (serving !== undefined)
    return {
      title: mergeTitle(old, serving, types),
      edits: removeEntries(text, manifest, [old, ...types]),
      writes: false,
    };
  const movedFrom = present.filter(({ scope }) => ways[old.scope][scope] === 'move');
  return {
    title: replaceTitle(old, choice, { movedFrom, types }),
    edits: [
      ...rewriteEntry(text, old, choice.name, range),
      ...removeEntries(text, manifest, [...movedFrom, ...types]),
    ],
    writes: true,
  };
}

/** The entries of the old package's types, once no block lists it anymore. */
function typesOf(manifest: Manifest, old: Dependency, choice: AlternativeChoice): Dependency[] {
  const types = typesPackage(old.name);
  const isUsed = manifest.dependencies.some((each) => each.name === old.name && each !== old);
  if (isUsed || types === typesPackage(choice.name) || types === choice.name) return [];
  return manifest.dependencies.filter(({ name }) => name === types);
}

/** `@scope/x` has its types in `@types/scope__x` (DefinitelyTyped's naming). */
function typesPackage(name: string): string {
  return `@types/${name.replace(/^@/, '').replace('/', '__')}`;
}
