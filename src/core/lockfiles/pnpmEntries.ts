/** One entry of the section `packages` or `snapshots`. */
export interface PnpmEntry {
  readonly key: string;
  /** Stated where the key does not tell them, as for a repository. */
  name?: string;
  version?: string;
  deprecated?: string;
  /** The address of an archive, where it is not the registry's. */
  tarball?: string;
  development: boolean;
  optional: boolean;
  /** It is for certain platforms only. */
  platform: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const PLATFORM_FIELDS: ReadonlySet<string> = new Set(['os', 'cpu', 'libc']);

/**
 * Reads entries line by line, in the fixed form in which pnpm writes YAML: keys stand two blanks deep, their fields
 * four, what belongs to a field six.
 */
export function readEntries(section: string): PnpmEntry[] {
  const entries: PnpmEntry[] = [];
  let entry: PnpmEntry | undefined;
  let field = '';
  for (const line of section.split(/\r?\n/)) {
    const depth = depthOf(line);
    if (depth === 2) entries.push((entry = entryOf(keyIn(line))));
    else if (entry === undefined) continue;
    else if (depth === 4) field = readField(entry, line);
    else if (depth === 6) readItem(entry, field, line);
  }
  return entries;
}

/** Long keys have a form of their own: `? key`, and `: field` on the next line. */
function depthOf(line: string): number {
  if (line.charCodeAt(0) !== 32 || line.charCodeAt(1) !== 32) return 0;
  if (line.startsWith('  : ')) return 4;
  for (let depth = 2; depth < 8; depth += 2) if (line.charCodeAt(depth) !== 32) return depth;
  return 8;
}

function keyIn(line: string): string {
  const key = line.startsWith('  ? ') ? line.slice(4) : line.slice(2).replace(/:(?: \{.*\})?\s*$/, '');
  return unquote(key.trim());
}

function entryOf(key: string): PnpmEntry {
  return { key, development: false, optional: false, platform: false };
}

/** @returns the field's name, to which deeper lines belong */
function readField(entry: PnpmEntry, line: string): string {
  const [name, value] = pairIn(line.slice(4));
  if (name === 'dev') entry.development = value === 'true';
  else if (name === 'optional') entry.optional = value === 'true';
  else if (name === 'name') entry.name = value;
  else if (name === 'version') entry.version = value;
  else if (name === 'deprecated') entry.deprecated = /^[|>]/.test(value) ? '' : value;
  else if (PLATFORM_FIELDS.has(name)) entry.platform = true;
  else if (name === 'resolution') readTarball(entry, value);
  return name;
}

function readTarball(entry: PnpmEntry, resolution: string): void {
  const [, tarball] = /\btarball: ([^,}\s]+)/.exec(resolution) ?? [];
  if (tarball !== undefined) entry.tarball = unquote(tarball);
}

function readItem(entry: PnpmEntry, field: string, line: string): void {
  if (field === 'deprecated') {
    entry.deprecated = `${entry.deprecated ?? ''} ${line.trim()}`.trim();
    return;
  }
  if (field !== 'dependencies' && field !== 'optionalDependencies') return;
  const [name, value] = pairIn(line.slice(6));
  // What is linked is a package of the workspace itself.
  if (name !== '' && !value.startsWith('link:')) (entry[field] ??= {})[name] = value;
}

function pairIn(text: string): readonly [name: string, value: string] {
  const at = text.indexOf(': ');
  if (at < 0) return [unquote(text.trimEnd().replace(/:$/, '')), ''];
  return [unquote(text.slice(0, at)), unquote(text.slice(at + 2).trim())];
}

function unquote(text: string): string {
  if (text.startsWith("'") && text.endsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
