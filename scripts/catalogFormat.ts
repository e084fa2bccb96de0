import type { CommunityCatalog, CommunityEntry, CommunityPackage, CommunityUse } from '../src/core/index';
import { isPackageName } from '../src/core/index';
import { asRecord, asString, recordsIn, stringsIn } from '../src/sources/json';
import type { Json } from '../src/sources/json';

/** Names under which the catalog documents packages that are installed under another. */
const CORRECTIONS: Readonly<Record<string, string>> = { 'day.js': 'dayjs', 'zod/mini': 'zod' };
/** Other runtimes than Node.js and the web have modules of their own: nothing that a package.json can count on. */
const FOREIGN = /^https:\/\/(bun\.com|docs\.deno\.com)\//;
/** Of `module-replacements`, the most certain first. */
export const MANIFESTS = ['native', 'micro-utilities', 'preferred'] as const;

/** The names of npm packages that some manifests suggest, corrected; whether they exist is another question. */
export function suggestedNames(manifests: readonly Json[]): string[] {
  const names = manifests.flatMap((manifest) =>
    Object.values(replacementsOf(manifest)).flatMap((value) => packageNameOf(asRecord(value) ?? {}) ?? []),
  );
  return [...new Set(names)].sort();
}

/**
 * The catalog as it ships, from the manifests of `module-replacements`.
 *
 * @param packages what was established of the packages that are suggested; a package that is not among them is left out
 */
export function catalogFrom(
  manifests: readonly Json[],
  packages: Readonly<Record<string, CommunityPackage>>,
  about: Pick<CommunityCatalog, 'name' | 'version' | 'date'>,
): CommunityCatalog {
  const entries: Record<string, CommunityEntry> = {};
  for (const manifest of manifests) {
    const replacements = replacementsOf(manifest);
    for (const [name, mapping] of Object.entries(asRecord(manifest['mappings']) ?? {})) {
      const record = asRecord(mapping) ?? {};
      const use = stringsIn(record['replacements']).flatMap((id) => {
        const one = Object.hasOwn(replacements, id) ? useOf(asRecord(replacements[id]) ?? {}) : undefined;
        return one === undefined || isUnknown(one, packages) ? [] : [one];
      });
      const link = addressOf(record['url']) ?? entries[name]?.link;
      const all = distinct([...(entries[name]?.use ?? []), ...use]);
      if (all.length > 0) entries[name] = { ...(link === undefined ? {} : { link }), use: all };
    }
  }
  return { ...about, packages, entries: sorted(entries) };
}

function isUnknown(use: CommunityUse, packages: Readonly<Record<string, CommunityPackage>>): boolean {
  return use.kind === 'package' && !Object.hasOwn(packages, use.name);
}

function replacementsOf(manifest: Json): Json {
  return asRecord(manifest['replacements']) ?? {};
}

/** @returns `undefined` for what is no package of npm, such as `node:fs` or a component of a framework. */
function packageNameOf(replacement: Json): string | undefined {
  if (replacement['type'] !== 'documented') return undefined;
  const stated = asString(replacement['replacementModule']) ?? '';
  const name = CORRECTIONS[stated] ?? stated;
  return isPackageName(name) && name === name.toLowerCase() ? name : undefined;
}

function useOf(replacement: Json): CommunityUse | undefined {
  switch (replacement['type']) {
    case 'documented':
      return documentedUse(replacement);
    case 'native':
      return nativeUse(replacement);
    case 'simple':
      return {
        kind: 'code',
        what: asString(replacement['description']) ?? '',
        example: asString(replacement['example']) ?? '',
      };
    case 'removal':
      return { kind: 'removal', what: asString(replacement['description']) ?? '' };
    default:
      return undefined;
  }
}

function documentedUse(replacement: Json): CommunityUse | undefined {
  const stated = asString(replacement['replacementModule']) ?? '';
  if (stated.startsWith('node:')) return { kind: 'native', what: stated };
  const name = packageNameOf(replacement);
  return name === undefined ? undefined : { kind: 'package', name };
}

function nativeUse(replacement: Json): CommunityUse | undefined {
  const link = addressOf(replacement['url']);
  if (link !== undefined && FOREIGN.test(link)) return undefined;
  const node = recordsIn(replacement['engines']).find(({ engine }) => engine === 'nodejs')?.['minVersion'];
  const note = asString(replacement['description']);
  return {
    kind: 'native',
    what: titleOf(asString(replacement['id']) ?? ''),
    ...(note === undefined ? {} : { note }),
    ...(typeof node === 'string' ? { node } : {}),
    ...(link === undefined ? {} : { link }),
  };
}

/** `spread_syntax` is an id, `string_decoder` a module; `%TypedArray%` is how the language's specification writes it. */
function titleOf(id: string): string {
  const plain = id.replaceAll('%', '');
  return /^[a-z]+(_[a-z]+)+$/.test(plain) && plain !== 'string_decoder' ? plain.replaceAll('_', ' ') : plain;
}

/** Addresses of documentation, as `module-replacements` writes them for short. */
function addressOf(url: unknown): string | undefined {
  const id = asString(asRecord(url)?.['id']);
  switch (asRecord(url)?.['type']) {
    case 'mdn':
      return `https://developer.mozilla.org/en-US/docs/${id}`;
    case 'node':
      return `https://nodejs.org/${id}`;
    case 'e18e':
      return `https://e18e.dev/docs/replacements/${id}`;
    default:
      return typeof url === 'string' && url.startsWith('https://') ? url : undefined;
  }
}

function distinct(uses: readonly CommunityUse[]): CommunityUse[] {
  return [...new Map(uses.map((use) => [JSON.stringify(use), use])).values()];
}

function sorted<T>(table: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON with one package or entry a line, so that a difference can be read. */
export function printCatalog({ packages, entries, ...about }: CommunityCatalog, license: string): string {
  const head = JSON.stringify({ ...about, license }).slice(1, -1);
  const lines = (table: object) =>
    Object.entries(table)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{${head},\n"packages":{\n${lines(packages)}\n},\n"entries":{\n${lines(entries)}\n}}\n`;
}
