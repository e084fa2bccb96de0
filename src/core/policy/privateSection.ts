import { t } from '../present/language';
import { nearest } from './nearest';
import { readPattern } from './packageSection';
import { isNothing } from './reader';
import type { Reader } from './reader';
import { parseReference } from './references';
import type { Tree } from './tree';

/** Under it no name is sent out: for when the names that must not be cannot be read. */
export const EVERY_NAME: readonly string[] = ['**'];

/**
 * Reads `private`: the organization's own scopes and names. What stands under a misspelled key counts, and where a part
 * cannot be read every name is kept back: a mistake here must not send a name out.
 */
export function readPrivate(reader: Reader, document: Tree | undefined, known: readonly string[]): string[] {
  if (document?.kind !== 'map') return [];
  const patterns = document.entries.flatMap(({ key, keySpan, value }) => {
    if (key === 'private') return patternsIn(reader, value);
    if (!isMeant(key, known)) return [];
    reader.reportAt('policy.private-key', 'error', keySpan, misspelled(key));
    return patternsIn(reader, value);
  });
  return [...new Set(patterns)];
}

function misspelled(key: string): string {
  return t(
    '{0}: read as "private", so that no name is sent out by a spelling mistake. Write "private".',
    key,
  );
}

/** Whether an unknown key was most likely to be `private`: `privat`, `Private`, `private-packages`. */
export function isMeant(key: string, known: readonly string[]): boolean {
  if (known.includes(key) || key.startsWith('x-')) return false;
  return /^privat/i.test(key) || nearest(key, known) === 'private';
}

/** Whether the policy builds on another one, and which one cannot be told: that one may list names. */
export function hidesBase(document: Tree | undefined, known: readonly string[]): boolean {
  if (document?.kind !== 'map') return false;
  return document.entries.some(({ key, value }) => {
    if (key !== 'extends') return !known.includes(key) && nearest(key, known) === 'extends';
    const items = value.kind === 'list' ? value.items : isNothing(value) ? [] : [value];
    return items.some(
      (item) => item.kind !== 'scalar' || !('reference' in parseReference(item.text.trim(), item.span)),
    );
  });
}

function patternsIn(reader: Reader, tree: Tree): string[] {
  return reader.items(tree).flatMap((item) => patternOf(reader, item));
}

function patternOf(reader: Reader, item: Tree): readonly string[] {
  const text = reader.text(item, t('a scope or name'));
  const pattern = text === undefined ? undefined : readPattern(reader, item, text);
  if (pattern === undefined) {
    const message = t('which names this keeps private cannot be read. Until it can be, no name is sent out.');
    reader.report('policy.private', 'error', item, message);
    return EVERY_NAME;
  }
  if (pattern.range !== undefined)
    reader.report(
      'policy.package',
      'warning',
      item,
      t('a name is private in all its versions; the range is ignored.'),
    );
  return pattern.type === 'npm' ? [pattern.name] : [];
}
