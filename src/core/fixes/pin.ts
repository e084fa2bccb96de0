import { OVERRIDE_BLOCKS, nameIn, statedOverrides, yamlOverrides } from '../manifests/overrides';
import type { Finding, OverrideRoot } from '../model';
import { isInRange, isRange } from '../versions';
import type { Companions } from './companions';

/** An override that a project states already, and that a package has its version from. */
export interface Pin {
  /** The keys that lead to it: `bad`, or `lib` and `bad`. */
  readonly keys: readonly string[];
  readonly value: string;
  /** `overrides`, `resolutions`. */
  readonly block: string;
  /** The file's own name. */
  readonly file: 'package.json' | 'pnpm-workspace.yaml';
}

/**
 * The override that gives a package its version, where the project states one: it must speak of the package, and of this
 * version.
 *
 * @param text of the manifest that was judged
 */
export function pinOf({ via }: Finding, text: string, companions: Companions): Pin | undefined {
  const step = via?.path.at(-1);
  const root = via?.ways?.root;
  if (step === undefined || root === undefined) return undefined;
  const pins = [...pinsInManifest(root, text, companions), ...pinsInSettings(root, companions)];
  const isParent = (key: string): boolean => via?.path.some(({ name }) => name === nameIn(key)) === true;
  return pins.find(
    ({ keys, value }) =>
      keys.slice(0, -1).every((key) => isParent(key)) &&
      nameIn(lastName(keys)) === step.name &&
      isAbout(value, step.name, step.version),
  );
}

/** Of npm's nested form, a dot stands for the package above it. */
function lastName(keys: readonly string[]): string {
  const last = keys.at(-1) ?? '';
  return last === '.' ? (keys.at(-2) ?? '') : last;
}

function isAbout(value: string, name: string, version: string): boolean {
  const range = value.replace(/^npm:/, '').replace(`${name}@`, '');
  return isRange(range, true) && isInRange(version, range, { loose: true });
}

function pinsInManifest(root: OverrideRoot, text: string, companions: Companions): Pin[] {
  const manifest = root.manifest === undefined ? text : companions.textOf(root.manifest);
  if (manifest === undefined) return [];
  const own = OVERRIDE_BLOCKS[root.manager];
  const blocks = root.manager === 'npm' || root.manager === 'yarn' ? [own] : [own, OVERRIDE_BLOCKS.yarn];
  return blocks.flatMap((block) =>
    (statedOverrides(manifest, block) ?? []).map(({ keys, value }): Pin => {
      return { keys, value, block: block.join('.'), file: 'package.json' };
    }),
  );
}

function pinsInSettings({ manager, settings }: OverrideRoot, companions: Companions): Pin[] {
  const text = manager === 'pnpm' && settings !== undefined ? companions.textOf(settings) : undefined;
  return (text === undefined ? [] : (yamlOverrides(text) ?? [])).map(({ name, value }): Pin => {
    return { keys: [name], value, block: 'overrides', file: 'pnpm-workspace.yaml' };
  });
}
