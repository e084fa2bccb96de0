import type { Dependency, TextEdit } from '../model';

/** Renames an entry and gives it a range; quotes, order, indentation and comments stay as they are. */
export function rewriteEntry(text: string, entry: Dependency, name: string, range: string): TextEdit[] {
  const { nameSpan, rangeSpan, entrySpan } = entry;
  if (isWhole(text, entry))
    return [
      { span: nameSpan, newText: escape(name) },
      { span: rangeSpan, newText: escape(range) },
    ];
  const span = { start: nameSpan.start, end: entrySpan.end };
  return [{ span, newText: `${escape(name)}": "${escape(range)}"` }];
}

/** Gives an entry another range of the package that it installs; an alias stays one. */
export function rewriteRange(
  text: string,
  entry: Dependency,
  packageName: string,
  range: string,
): TextEdit[] {
  const newText = rangeFor(entry, packageName, range);
  if (!isWhole(text, entry)) return rewriteEntry(text, entry, entry.name, newText);
  return [{ span: entry.rangeSpan, newText: escape(newText) }];
}

/** Whether key and value are both typed, with all their quotation marks. */
function isWhole(text: string, { nameSpan, rangeSpan }: Dependency): boolean {
  const quoted = text.charAt(nameSpan.end) === '"' && text.charAt(rangeSpan.end) === '"';
  return quoted && rangeSpan.start > nameSpan.end + 1;
}

/** A package under its own name may be written as an alias too: `npm:x@^1`, or `npm:^1` as Yarn writes it. */
function rangeFor(entry: Dependency, packageName: string, range: string): string {
  if (packageName !== entry.name) return `npm:${packageName}@${range}`;
  const written = entry.range.trim();
  if (entry.packageName !== entry.name || !written.startsWith('npm:')) return range;
  return written.startsWith(`npm:${packageName}`) ? `npm:${packageName}@${range}` : `npm:${range}`;
}

function escape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
