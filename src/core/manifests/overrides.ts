import { parse } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import type { Tree } from '../policy/tree';
import { readYaml } from '../policy/yamlTree';
import { isRecord, textStart } from '../text';
import type { CatalogEntry } from './catalogEntry';
import { entriesUnder } from './catalogYaml';

/** One override as a manifest states it. */
export interface StatedOverride {
  /** The keys that lead to it: `a`; `b`, `a` for npm's nested form. */
  readonly keys: readonly string[];
  /** The package that it is about, without its parents and versions. */
  readonly name: string;
  /** Empty where it is no text. */
  readonly value: string;
}

/** The blocks of a manifest that state overrides, by the manager that reads them. */
export const OVERRIDE_BLOCKS = {
  npm: ['overrides'],
  bun: ['overrides'],
  yarn: ['resolutions'],
  pnpm: ['pnpm', 'overrides'],
} as const;

/** Deeper than any override that npm reads. */
const MAX_DEPTH = 20;

/**
 * The overrides of a block of a package.json, nested ones of npm included. Never throws.
 *
 * @returns `undefined` where something else than overrides stands there, or the text cannot be read
 */
export function statedOverrides(text: string, block: readonly string[]): StatedOverride[] | undefined {
  let at: unknown = rootOf(text);
  for (const key of block) {
    if (!isRecord(at)) return undefined;
    at = at[key];
    if (at === undefined) return [];
  }
  return isRecord(at) ? overridesIn(at, []) : undefined;
}

/** Most manifests are plain JSON, which is read in no time. */
function rootOf(text: string): unknown {
  const json = text.slice(textStart(text));
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return leniently(json);
  }
}

function leniently(text: string): unknown {
  const errors: ParseError[] = [];
  try {
    const root: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? root : undefined;
  } catch {
    // The parser goes as deep as the text does.
    return undefined;
  }
}

function overridesIn(at: Readonly<Record<string, unknown>>, above: readonly string[]): StatedOverride[] {
  if (above.length > MAX_DEPTH) return [];
  return Object.entries(at).flatMap(([key, value]): StatedOverride[] => {
    const keys = [...above, key];
    const name = key === '.' ? nameIn(above.at(-1) ?? '') : nameIn(key);
    if (isRecord(value)) return [...overridesIn(value, keys)];
    return [{ keys, name, value: typeof value === 'string' ? value : '' }];
  });
}

/** `a` of `a@^1`, `b>a`, `b@2>a@1`, `b/a`, `**` and `/b/@s/a`. */
export function nameIn(selector: string): string {
  const last = selector.split('>').at(-1) ?? '';
  const [, name = last] = /(?:^|\/)((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?$/.exec(last.trim()) ?? [];
  return name;
}

/** The entries of `overrides:` in a pnpm-workspace.yaml; `undefined` where something else than entries stands there. */
export function yamlOverrides(text: string): readonly CatalogEntry[] | undefined {
  const { tree, problems } = readYaml(text, '');
  if (tree === undefined) return problems.length === 0 ? [] : undefined;
  return hasKey(tree, 'overrides') ? nonEmpty(entriesUnder(tree, 'overrides', text)) : [];
}

function hasKey(tree: Tree, key: string): boolean {
  return tree.kind === 'map' && tree.entries.some((entry) => entry.key === key);
}

function nonEmpty(entries: readonly CatalogEntry[]): readonly CatalogEntry[] | undefined {
  return entries.length === 0 ? undefined : entries;
}
