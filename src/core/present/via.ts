import type { PathStep, Via } from '../model';
import { plural, t } from './language';
import { clip } from './plain';

/** Steps of a long way that are named before the last ones. */
const FIRST_STEPS = 2;
const LAST_STEPS = 3;

/**
 * A package that a direct dependency brings, as the subject of a sentence: `ps-tree 1.2.0 (brought by npm-run-all
 * 4.1.5, and 2 other paths)`.
 */
export function broughtSubject(via: Via): string {
  const own = stepText(via.path.at(-1) ?? { name: '', version: '' });
  return t('{0} ({1})', own, broughtBy(via));
}

/** `brought by npm-run-all 4.1.5 › ps-tree 1.2.0, and 2 other paths`. */
export function broughtBy({ path, otherPaths, alike }: Via): string {
  const way = alike.length === 0 ? wayText(path.slice(0, -1)) : wayText(path.slice(0, 1));
  if (alike.length > 0)
    return plural(
      alike.length,
      'brought by {1}, like {0} other package',
      'brought by {1}, like {0} other packages',
      way,
    );
  if (otherPaths === 0) return t('brought by {0}', way);
  return plural(otherPaths, 'brought by {1}, and {0} other path', 'brought by {1}, and {0} other paths', way);
}

/** `a 1.0.0 › b 2.0.0`; of a long way the beginning and the end. */
export function wayText(path: readonly PathStep[]): string {
  const steps = path.map(stepText);
  if (steps.length <= FIRST_STEPS + LAST_STEPS) return steps.join(' › ');
  return [...steps.slice(0, FIRST_STEPS), '…', ...steps.slice(-LAST_STEPS)].join(' › ');
}

/** `a 1.0.0` */
export function stepText({ name, version }: PathStep): string {
  const text = clip(name, 214);
  return version === '' ? text : `${text} ${clip(version, 60)}`;
}
