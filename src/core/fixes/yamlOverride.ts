import { nameIn, yamlOverrides } from '../manifests/overrides';
import type { TextEdit } from '../model';
import { applyEdits } from './applyEdits';
import { addCatalogEntry, setCatalogRange } from './catalogEdits';
import { difference } from './jsonEdits';
import { writeYaml } from './yamlScalar';

/**
 * States overrides in a pnpm-workspace.yaml: entries of the block `overrides`, which is added at the end where it lacks.
 *
 * @returns `undefined` where the block cannot be edited, or says something else about the package
 */
export function setInYaml(
  text: string,
  name: string,
  keys: readonly string[],
  value: string,
): TextEdit[] | undefined {
  const stated = yamlOverrides(text);
  if (stated === undefined) return undefined;
  const everywhere = stated.some((each) => each.name === name);
  const wanted = everywhere ? [name] : keys;
  if (stated.some((each) => nameIn(each.name) === name && !wanted.includes(each.name))) return undefined;
  let changed = text;
  for (const key of wanted) {
    const edits = setOne(changed, key, value);
    if (edits === undefined) return undefined;
    changed = applyEdits(changed, edits);
  }
  return difference(text, changed);
}

function setOne(text: string, key: string, value: string): TextEdit[] | undefined {
  const entries = yamlOverrides(text);
  const [first] = entries ?? [];
  if (entries === undefined) return undefined;
  if (first === undefined) return [newBlock(text, key, value)];
  const present = entries.find((each) => each.name === key);
  if (present === undefined) return addCatalogEntry(text, entries, first, key, value);
  return present.editable ? setCatalogRange(text, present, value) : undefined;
}

function newBlock(text: string, key: string, value: string): TextEdit {
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const indent = /(?:^|[\r\n])( +)[^\s#-]/.exec(text)?.[1] ?? '  ';
  const isEnded = text === '' || /[\r\n]$/.test(text);
  const lines = ['overrides:', `${indent}${writeYaml(key, '')}: ${writeYaml(value, '')}`, ''];
  const newText = `${isEnded ? '' : eol}${lines.join(eol)}`;
  return { span: { start: text.length, end: text.length }, newText };
}
