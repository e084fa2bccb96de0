import { findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { TextEdit } from '../model';
import { textStart } from '../text';
import { applyEdits } from './applyEdits';

/** One value and the keys that lead to it. */
export interface JsonChange {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Sets values in a JSON text one after the other, blocks that lack included, in the indentation and with the line ends of
 * the text. What is added stands in the order of names where the block keeps one, else at its end.
 *
 * @returns `undefined` where the text is no object, or something else than an object stands on the way
 */
export function setInJson(text: string, changes: readonly JsonChange[]): TextEdit[] | undefined {
  let changed = text;
  for (const change of changes) {
    const next = setOne(changed, change);
    if (next === undefined) return undefined;
    changed = next;
  }
  return difference(text, changed);
}

function setOne(text: string, { path, value }: JsonChange): string | undefined {
  const from = textStart(text);
  const proper = text.slice(from);
  try {
    const added = addToBlock(proper, path, value);
    const edits =
      added ??
      modify(proper, [...path], value, { formattingOptions: styleOf(text) }).map(
        ({ offset, length, content }) => ({
          span: { start: offset, end: offset + length },
          newText: content,
        }),
      );
    return text.slice(0, from) + applyEdits(proper, edits);
  } catch {
    // jsonc-parser throws where there is nothing that could hold the key.
    return undefined;
  }
}

/** A new entry of a block that has some already; comments stay with the entries behind which they stand. */
function addToBlock(text: string, path: JsonChange['path'], value: unknown): TextEdit[] | undefined {
  const root = parseTree(text);
  const key = String(path.at(-1));
  const block = root && findNodeAtLocation(root, path.slice(0, -1));
  const entries = block?.type === 'object' ? (block.children ?? []) : [];
  const names = entries.map(({ children: [name] = [] }) => String(name?.value));
  const last = entries.at(-1);
  if (path.length < 2 || last === undefined || names.includes(key) || typeof value !== 'string')
    return undefined;
  const isSorted = names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name);
  const next = isSorted ? entries[names.findIndex((name) => name > key)] : undefined;
  const entry = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const separator = /(?:\r\n|\r|\n)[ \t]*$/.exec(text.slice(0, (next ?? last).offset))?.[0] ?? ' ';
  if (next !== undefined) return [insert(next.offset, `${entry},${separator}`)];
  const end = last.offset + last.length;
  const [comment = ''] = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end)) ?? [];
  if (comment === '') return [insert(end, `,${separator}${entry}`)];
  return [insert(end, ','), insert(end + comment.length, `${separator}${entry}`)];
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

/** How a text is indented and ends its lines. */
export function styleOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /[\r\n]([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: /\r\n|\r|\n/.exec(text)?.[0] ?? '\n',
  };
}

/** One edit from where two texts begin to differ to where they are alike again. */
export function difference(before: string, after: string): TextEdit[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [{ span: { start, end: before.length - end }, newText: after.slice(start, after.length - end) }];
}
