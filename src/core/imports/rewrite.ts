import type { AlternativeChoice, Span, TextEdit } from '../model';
import { moduleUses } from './moduleUses';
import type { ModuleUse } from './moduleUses';

/** Files of code whose imports are known to be read. */
export const CODE_FILES = [
  'js',
  'mjs',
  'cjs',
  'jsx',
  'ts',
  'mts',
  'cts',
  'tsx',
  'vue',
  'svelte',
  'astro',
] as const;

/** What becomes of the places of one file that name a package. */
export interface Rewriting {
  readonly edits: readonly TextEdit[];
  /** Places for somebody to look at: nobody said what they become. */
  readonly left: readonly Span[];
}

/**
 * Where a file imports a package, or something below it.
 *
 * @param file its name: in Vue, Svelte and Astro only scripts are code
 */
export function usesOf(file: string, text: string, packageName: string): readonly ModuleUse[] {
  if (!text.includes(packageName)) return [];
  return scriptsIn(file, text).flatMap(({ start, end }) =>
    moduleUses(text.slice(start, end))
      .filter(({ specifier }) => specifier === packageName || specifier.startsWith(`${packageName}/`))
      .map(({ specifier, span }) => ({
        specifier,
        span: { start: start + span.start, end: start + span.end },
      })),
  );
}

/** Gives each import of a package the name of its alternative; what lies below it only where the policy maps it. */
export function rewriteImports(
  file: string,
  text: string,
  packageName: string,
  choice: AlternativeChoice,
): Rewriting {
  const edits: TextEdit[] = [];
  const left: Span[] = [];
  for (const { specifier, span } of usesOf(file, text, packageName)) {
    const newText = specifierFor(specifier.slice(packageName.length + 1), choice);
    if (newText === undefined) left.push(span);
    else edits.push({ span, newText });
  }
  return { edits, left };
}

/** By a path of its own, else by the longest that ends in `*`. */
function specifierFor(subpath: string, { name, subpaths = {} }: AlternativeChoice): string | undefined {
  if (subpath === '') return name;
  const own = Object.hasOwn(subpaths, subpath) ? subpaths[subpath] : undefined;
  if (own !== undefined) return joined(name, own);
  const stars = Object.entries(subpaths)
    .filter(([from]) => from.endsWith('*') && subpath.startsWith(from.slice(0, -1)))
    .sort(([a], [b]) => b.length - a.length);
  const [best] = stars;
  if (best === undefined) return undefined;
  const [from, to] = best;
  return joined(
    name,
    to.replace('*', () => subpath.slice(from.length - 1)),
  );
}

function joined(name: string, subpath: string): string {
  return subpath === '' || subpath === '.' ? name : `${name}/${subpath}`;
}

/** The whole text of a script; of a component, what stands in its `<script>` elements or between Astro's fences. */
function scriptsIn(file: string, text: string): Span[] {
  if (!/\.(?:vue|svelte|astro)$/.test(file)) return [{ start: 0, end: text.length }];
  const scripts = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(
    ({ index, 0: whole, 1: code = '' }) => {
      const start = index + whole.length - '</script>'.length - code.length;
      return { start, end: start + code.length };
    },
  );
  const fence = file.endsWith('.astro') ? /^---\r?\n([\s\S]*?)\r?\n---/.exec(text) : null;
  const front = fence?.[1] ?? '';
  return front === ''
    ? scripts
    : [{ start: text.indexOf(front), end: text.indexOf(front) + front.length }, ...scripts];
}
