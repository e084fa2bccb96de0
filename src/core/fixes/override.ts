import { OVERRIDE_BLOCKS, statedOverrides } from '../manifests/overrides';
import type { StatedOverride } from '../manifests/overrides';
import type { Override, OverrideRoot, TextEdit } from '../model';
import type { Companions } from './companions';
import { setInJson } from './jsonEdits';
import type { JsonChange } from './jsonEdits';
import { pnpmPlace } from './pnpmPlace';
import type { OverridePlace } from './pnpmPlace';
import { setInYaml } from './yamlOverride';

/** What an override changes in the one file that states it. */
export interface OverrideChange {
  /** As the host names it; absent for the manifest that was judged. */
  readonly file: string | undefined;
  readonly place: OverridePlace;
  readonly edits: readonly TextEdit[];
}

/**
 * States an override where the package manager of the project reads it, merged with what stands there.
 *
 * @param text of the manifest that was judged
 * @returns `undefined` where the file is not there or cannot be edited, where it says so already, or where it says
 *   something else about the package: which of the two would count is not for us to guess
 */
export function overrideChange(
  override: Override,
  root: OverrideRoot,
  text: string,
  companions: Companions,
): OverrideChange | undefined {
  const manifest = root.manifest === undefined ? text : companions.textOf(root.manifest);
  if (manifest === undefined || isStatedOtherwise(override, root, manifest)) return undefined;
  const settings = root.settings === undefined ? undefined : companions.textOf(root.settings);
  const place = root.manager === 'pnpm' ? pnpmPlace(manifest, settings, override.name) : 'manifest';
  if (place === undefined) return undefined;
  const isYaml = place === 'settings' || place === 'settings-perhaps';
  const edits = isYaml
    ? setInYaml(settings ?? '', override.name, keysOf(override, root), valueOf(override))
    : inManifest(override, root, manifest);
  if (edits === undefined || edits.length === 0) return undefined;
  return { file: isYaml ? root.settings : root.manifest, place, edits };
}

/** What the override writes behind its key. */
function valueOf({ to }: Override): string {
  return to.kind === 'version' ? to.range : `npm:${to.choice.name}@${to.choice.range}`;
}

/** The keys in the manager's own form, without npm's, which nests. */
function keysOf({ name, under }: Override, { manager, berry }: OverrideRoot): string[] {
  if (under.length === 0) return [name];
  if (manager === 'pnpm') return under.map((each) => `${each}>${name}`);
  return under.map((each) => (berry ? `${each}/${name}` : `**/${each}/${name}`));
}

/** pnpm and bun read what is meant for Yarn as well. */
function isStatedOtherwise({ name }: Override, { manager }: OverrideRoot, manifest: string): boolean {
  if (manager !== 'pnpm' && manager !== 'bun') return false;
  return (statedOverrides(manifest, OVERRIDE_BLOCKS.yarn) ?? []).some((each) => each.name === name);
}

function inManifest(override: Override, root: OverrideRoot, manifest: string): TextEdit[] | undefined {
  const { name } = override;
  const block = OVERRIDE_BLOCKS[root.manager];
  const stated = statedOverrides(manifest, block);
  const about = stated?.filter((each) => each.name === name);
  if (stated === undefined || about === undefined) return undefined;
  const everywhere = about.find(({ keys }) => keys[0] === name && keys.slice(1).every((key) => key === '.'));
  const value = valueOf(override);
  const changes: JsonChange[] =
    everywhere !== undefined
      ? [{ path: everywhere.keys, value }]
      : pathsOf(override, root).map((path) => changeAt(path, value, stated));
  const paths = changes.map(({ path }) => path.join('\n'));
  const isOther = ({ keys, value: said }: StatedOverride): boolean =>
    said.startsWith('$') || !paths.some((path) => path === keys.join('\n'));
  if (about.some(isOther)) return undefined;
  return setInJson(
    manifest,
    changes.map(({ path, value: said }) => ({ path: [...block, ...path], value: said })),
  );
}

function pathsOf(override: Override, root: OverrideRoot): string[][] {
  const { name, under } = override;
  if (root.manager !== 'npm' || under.length === 0) return keysOf(override, root).map((key) => [key]);
  return under.map((each) => [each, name]);
}

/** npm keeps the version of a package below which others are overridden under a dot. */
function changeAt(path: readonly string[], value: string, stated: readonly StatedOverride[]): JsonChange {
  const [parent = '', name] = path;
  const own = stated.find(({ keys }) => keys.length === 1 && keys[0] === parent);
  if (name === undefined || own === undefined) return { path, value };
  return { path: [parent], value: { '.': own.value, [name]: value } };
}
