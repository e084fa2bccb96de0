import type { Tree, TreeEntry, TreeMap } from '../policy/tree';
import { readYaml } from '../policy/yamlTree';
import type { CatalogEntry } from './catalogEntry';

/** Reads `catalog` (the default one) and `catalogs` (by name). */
export function catalogEntriesOfYaml(text: string): readonly CatalogEntry[] {
  const { tree } = readYaml(text, '');
  const catalog = mapAt(tree, 'catalog');
  const catalogs = mapAt(tree, 'catalogs');
  return [
    ...entriesOf('default', catalog, text),
    ...(catalogs?.entries ?? []).flatMap(({ key, value }) =>
      entriesOf(key, value.kind === 'map' ? value : undefined, text),
    ),
  ];
}

/** The entries of a block that is written like a catalog, such as `overrides`. */
export function entriesUnder(tree: Tree, block: string, text: string): CatalogEntry[] {
  return entriesOf(block, mapAt(tree, block), text);
}

function mapAt(tree: Tree | undefined, key: string): TreeMap | undefined {
  if (tree?.kind !== 'map') return undefined;
  const value = tree.entries.find((entry) => entry.key === key)?.value;
  return value?.kind === 'map' ? value : undefined;
}

function entriesOf(catalog: string, map: TreeMap | undefined, text: string): CatalogEntry[] {
  if (map === undefined) return [];
  const style = text.charAt(map.span.start) === '{' ? 'yaml-braces' : 'lines';
  return map.entries.flatMap((entry): CatalogEntry[] => {
    const { key: name, keySpan, value } = entry;
    if (value.kind !== 'scalar' || value.text === '') return [];
    const editable = isOwn(entry, text);
    return [{ catalog, name, value: value.text, keySpan, valueSpan: value.span, editable, style }];
  });
}

/** An alias has the place of what it names, above it; an anchor stands between key and value. Long scalars are left alone. */
function isOwn({ keySpan, value: { span } }: TreeEntry, text: string): boolean {
  if (span.start < keySpan.end || /[&!]/.test(text.slice(keySpan.end, span.start))) return false;
  return !/^[|>]|[\r\n]/.test(text.slice(span.start, span.end));
}
