import type { Span } from '../model';
import { readDocument } from './readDocument';
import type { Tree } from './tree';

/**
 * Where the values of a policy file stand, by the path that clauses and problems name (`licenses.allow[2]`). Reads the
 * text when it is first asked.
 */
export function placesIn(text: string): (path: string) => Span | undefined {
  let places: Map<string, Span> | undefined;
  return (path) => {
    places ??= allPlacesIn(text);
    return places.get(path);
  };
}

/** All of them. Reads the text at once. */
export function allPlacesIn(text: string): Map<string, Span> {
  return collect(readDocument(text, '').tree, new Map());
}

function collect(tree: Tree | undefined, places: Map<string, Span>): Map<string, Span> {
  if (tree === undefined) return places;
  places.set(tree.path, tree.span);
  const below =
    tree.kind === 'map' ? tree.entries.map(({ value }) => value) : tree.kind === 'list' ? tree.items : [];
  for (const child of below) collect(child, places);
  return places;
}
