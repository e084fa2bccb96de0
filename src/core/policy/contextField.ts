import type { Context } from '../model';
import { parsePackagePattern } from './packages';
import type { Fields, Reader } from './reader';
import type { Tree } from './tree';
import { SCOPES, SHIPPING } from './vocabulary';
import { t } from '../present/language';

/** What a `when` may hold. */
const CONTEXT_KEYS = ['scope', 'shipping', 'path', 'package'] as const;

/**
 * Reads `when`. A condition that cannot be read must not make the policy more lenient: a rule that stops packages then
 * applies without the condition, any other rule is left out.
 *
 * @param stops whether the rule stops packages (deny, review).
 * @returns `undefined` when the rule is to be left out.
 */
export function readContext(reader: Reader, tree: Tree | undefined, stops: boolean): Context | undefined {
  if (tree === undefined) return {};
  const fields = reader.fields(tree, CONTEXT_KEYS);
  const scopes = condition(reader, fields, 'scope', (item) => reader.word(item, SCOPES));
  const shipping = condition(reader, fields, 'shipping', (item) => reader.word(item, SHIPPING));
  const paths = condition(reader, fields, 'path', (item) => readPath(reader, item));
  const packages = condition(reader, fields, 'package', (item) => readPattern(reader, item));
  const broken = hasUnknownKey(tree) || [scopes, shipping, paths, packages].includes('unreadable');
  if (broken) reportBroken(reader, tree, stops);
  if (broken && !stops) return undefined;
  return {
    ...(Array.isArray(scopes) ? { scopes } : {}),
    ...(Array.isArray(shipping) ? { shipping } : {}),
    ...(Array.isArray(paths) ? { paths } : {}),
    ...(Array.isArray(packages) ? { packages } : {}),
  };
}

/** Whatever stands in a `when` is a condition: `scopes` for `scope`, too. */
function hasUnknownKey(tree: Tree): boolean {
  const known: readonly string[] = CONTEXT_KEYS;
  return tree.kind !== 'map' || tree.entries.some(({ key }) => !known.includes(key));
}

function condition<T>(
  reader: Reader,
  fields: Fields,
  key: string,
  read: (item: Tree) => T | undefined,
): T[] | 'unreadable' | undefined {
  const tree = fields.get(key);
  if (tree === undefined) return undefined;
  const items = reader.items(tree);
  const values = items.map(read).filter((value) => value !== undefined);
  return values.length === items.length && items.length > 0 ? values : 'unreadable';
}

function reportBroken(reader: Reader, tree: Tree, stops: boolean): void {
  const effect = stops
    ? t('Until it can be read, the rule applies without what is wrong.')
    : t('Until it can be read, the rule is left out.');
  reader.report('policy.when', 'error', tree, t('this condition cannot be used. {0}', effect));
}

function readPath(reader: Reader, tree: Tree): string | undefined {
  const text = reader.text(tree, t('a path such as apps/**'));
  if (text === undefined || !/[{}[\]!]/.test(text)) return text;
  reader.report(
    'policy.glob',
    'error',
    tree,
    t('a path knows *, ** and ? only. List several paths one by one.'),
  );
  return undefined;
}

function readPattern(reader: Reader, tree: Tree): string | undefined {
  const text = reader.text(tree, t('a package such as @acme/*'));
  if (text === undefined || parsePackagePattern(text)) return text;
  reader.report('policy.package', 'error', tree, badPattern(text));
  return undefined;
}

/** What to say about a text that names no package. */
export function badPattern(text: string): string {
  return t(
    '{0} names no package. Write name, @scope/name, @scope/*, name@range or a purl such as pkg:npm/%40scope/name@1.2.3.',
    JSON.stringify(text),
  );
}
