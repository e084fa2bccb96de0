import type { LockedLink, Lockfile, Parsed, ResolvedPackage } from '../model';
import { NO_DEPENDENCIES } from './fields';
import { rangeKey } from './findInstalled';
import { joinedPath } from './links';
import { conflictProblem, duplicateProblem, formatProblem } from './problems';

const FORMAT = 'yarn.lock';

interface Entry {
  /** `name@range`, each that this entry answers. */
  readonly descriptors: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Reads yarn.lock, of Yarn 1 and of later ones: line by line, since both write two plain levels. It states no licenses
 * and no scopes; which version a manifest gets is found by name and range. Never throws.
 *
 * @returns problems with the codes `lockfile.conflict`, `lockfile.format` and `lockfile.duplicate-entry`
 */
export function parseYarnLock(text: string): Parsed<Lockfile> {
  const conflict = conflictProblem(text, FORMAT);
  if (conflict !== undefined) return { value: { format: FORMAT, packages: [] }, problems: [conflict] };
  const packages: ResolvedPackage[] = [];
  const resolutions = new Map<string, ResolvedPackage>();
  const links: LockedLink[] = [];
  let duplicate: string | undefined;
  for (const entry of entriesOf(text)) {
    const found = toPackage(entry);
    packages.push(found);
    const link = linkOf(entry, found);
    if (link !== undefined) links.push(link);
    for (const descriptor of entry.descriptors) {
      const [name, range] = splitDescriptor(descriptor);
      const key = rangeKey(name, range);
      if (resolutions.has(key)) duplicate ??= descriptor;
      resolutions.set(key, found);
    }
  }
  const isOurs = packages.length > 0 || /^(# yarn lockfile|__metadata:)/m.test(text);
  const problems = isOurs ? [] : [formatProblem(FORMAT)];
  if (duplicate !== undefined) problems.push(duplicateProblem(FORMAT, duplicate));
  const value = { format: FORMAT, packages, resolutions, ...(links.length > 0 && { links }) };
  return { value, problems };
}

function entriesOf(text: string): Entry[] {
  const blocks = text.split(/\r?\n(?=[^\s#])/);
  return blocks.flatMap((block) => {
    const [header = '', ...lines] = block.replace(/^(?:\s*(?:#.*)?\r?\n)+/, '').split(/\r?\n/);
    if (!header.endsWith(':') || header === '__metadata:') return [];
    const descriptors = header.slice(0, -1).replaceAll('"', '').split(/,\s*/);
    return [{ descriptors, ...fieldsOf(lines) }];
  });
}

/** `  key value` of Yarn 1, `  key: value` of later ones; four blanks before what belongs to the field above. */
function fieldsOf(lines: readonly string[]): Omit<Entry, 'descriptors'> {
  const fields = new Map<string, string>();
  const dependencies: Record<string, string> = {};
  let above = '';
  for (const line of lines) {
    const parts = /^( +)"?([^\s":][^\s":]*)"?:? ?"?(.*?)"?$/.exec(line);
    const [, indent = '', key = '', value = ''] = parts ?? [];
    if (indent.length === 2) fields.set((above = key), value);
    else if (indent.length === 4 && /^(optionalD|d)ependencies$/.test(above)) dependencies[key] = value;
  }
  return { fields, dependencies: Object.keys(dependencies).length === 0 ? NO_DEPENDENCIES : dependencies };
}

function toPackage({ descriptors, fields, dependencies }: Entry): ResolvedPackage {
  const [descriptor = ''] = descriptors;
  const [name, range] = splitDescriptor(fields.get('resolution') ?? descriptor);
  const alias = /^npm:((?:@[^/@]+\/)?[^@]+)@/.exec(range)?.[1];
  const link = /^(workspace|link|portal):/.test(range);
  const askedAs = descriptors.map((each) => splitDescriptor(each)[1]).filter(isElsewhere);
  return {
    name: alias ?? name,
    version: link ? '' : (fields.get('version') ?? ''),
    location: descriptor,
    license: undefined,
    development: false,
    optional: false,
    link,
    ...resolvedOf(range, fields, askedAs),
    ...(askedAs.length > 0 && { askedAs }),
    ...(fields.has('conditions') && { platform: true }),
    dependencies,
  };
}

/**
 * `ui@workspace:packages/ui`; `ui@link:../ui::locator=app%40workspace%3Aapps%2Fweb`, from the folder of who asks. Yarn 1
 * does not say who that is.
 */
function linkOf({ fields }: Entry, { name, location, link }: ResolvedPackage): LockedLink | undefined {
  if (!link) return undefined;
  const [, range] = splitDescriptor(fields.get('resolution') ?? '');
  const [, kind, path = '', from] =
    /^(workspace|link|portal):(.*?)(?:::locator=.*%40workspace%3A(.*))?$/.exec(range) ?? [];
  if (kind === undefined || (kind !== 'workspace' && from === undefined)) return undefined;
  const folder = joinedPath(from === undefined ? '' : decoded(from), path);
  return folder === '' ? undefined : { name, folder, location };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether what was asked for leads past registries: an address, `owner/repository`, a path. */
function isElsewhere(range: string): boolean {
  return !range.startsWith('npm:') && /[:/]/.test(range);
}

/** Later versions say it in `resolution`, Yarn 1 in a field of its own. */
function resolvedOf(range: string, fields: Entry['fields'], askedAs: readonly string[]) {
  const isBerry = fields.has('resolution');
  if (isBerry) return isElsewhere(range) ? { resolved: range } : {};
  const archive = fields.get('resolved');
  return askedAs.length > 0 ? { resolved: archive ?? range } : { archive };
}

function splitDescriptor(descriptor: string): [name: string, range: string] {
  const at = descriptor.indexOf('@', 1);
  return at < 0 ? [descriptor, ''] : [descriptor.slice(0, at), descriptor.slice(at + 1)];
}
