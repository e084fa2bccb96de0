import { modify } from 'jsonc-parser';
import { parseManifest } from '../manifests/packageJson';
import type { Dependency, DependencyScope, TextEdit } from '../model';
import { blockOfScope } from '../present/words';
import { textStart } from '../text';
import { styleOf } from './jsonEdits';

/**
 * Adds a package to the block of `scope`, in the order of names where the block keeps one, in the manifest's own
 * indentation and line ends.
 *
 * @returns no edits where a block lists the name already, or where the text is no object to add to.
 */
export function addDependency(
  manifestText: string,
  name: string,
  range: string,
  scope: DependencyScope = 'production',
): TextEdit[] | undefined {
  const { dependencies } = parseManifest(manifestText).value;
  if (dependencies.some((each) => each.name === name)) return undefined;
  const block = dependencies.filter((each) => each.scope === scope);
  const last = block.at(-1);
  if (last === undefined) return intoEmptyBlock(manifestText, [blockOfScope[scope], name], range);
  const entry = `${JSON.stringify(name)}: ${JSON.stringify(range)}`;
  const separator = separatorOf(manifestText, last);
  const next = isSorted(block) ? block.find((each) => each.name > name) : undefined;
  if (next === undefined) return [insert(last.entrySpan.end, `,${separator}${entry}`)];
  return [insert(next.entrySpan.start, `${entry},${separator}`)];
}

function insert(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

/** What stands between entries: a line end with indentation, or a blank where the block is one line. */
function separatorOf(text: string, { entrySpan }: Dependency): string {
  const before = text.slice(Math.max(0, entrySpan.start - 200), entrySpan.start);
  return /(\r\n|\r|\n)[ \t]*$/.exec(before)?.[0] ?? ' ';
}

function isSorted(block: readonly Dependency[]): boolean {
  return block.every((each, index) => index === 0 || (block[index - 1]?.name ?? '') <= each.name);
}

function intoEmptyBlock(text: string, path: string[], range: string): TextEdit[] | undefined {
  const from = textStart(text);
  try {
    const edits = modify(text.slice(from), path, range, {
      formattingOptions: styleOf(text),
    });
    return edits.map(({ offset, length, content }) => ({
      span: { start: from + offset, end: from + offset + length },
      newText: content,
    }));
  } catch {
    // jsonc-parser throws where the root is no object.
    return undefined;
  }
}
