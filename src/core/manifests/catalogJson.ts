import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { textStart } from '../text';
import type { CatalogEntry } from './catalogEntry';

/** Reads `catalog` and `catalogs`, at the root of a package.json and in its `workspaces` (bun). */
export function catalogEntriesOfJson(text: string): readonly CatalogEntry[] {
  const from = textStart(text);
  const root = treeOf(text.slice(from));
  if (root === undefined) return [];
  return [root, valueOf(root, 'workspaces')].flatMap((place) => [
    ...entriesOf('default', valueOf(place, 'catalog'), from),
    ...membersOf(valueOf(place, 'catalogs')).flatMap(([name, value]) => entriesOf(nameOf(name), value, from)),
  ]);
}

/** The parser goes as deep as the text does: what is nested beyond the stack has no catalogs. */
function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch {
    return undefined;
  }
}

function membersOf(node: Node | undefined): readonly (readonly [Node, Node])[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [[key, value] as const],
  );
}

function valueOf(node: Node | undefined, name: string): Node | undefined {
  return membersOf(node).findLast(([key]) => key.value === name)?.[1];
}

function nameOf(key: Node): string {
  return String(key.value);
}

function entriesOf(catalog: string, node: Node | undefined, from: number): CatalogEntry[] {
  return membersOf(node).flatMap(([key, value]): CatalogEntry[] => {
    if (value.type !== 'string') return [];
    const span = ({ offset, length }: Node) => ({ start: from + offset, end: from + offset + length });
    const spans = { keySpan: span(key), valueSpan: span(value) };
    return [
      { catalog, name: nameOf(key), value: String(value.value), ...spans, editable: true, style: 'json' },
    ];
  });
}
