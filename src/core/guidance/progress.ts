import type { Dependency, Judgement, Policy } from '../model';
import { hoverOf } from '../present/hover';

/**
 * Whether somebody followed the policy's advice between two judgements of a manifest: an entry gave way to a package that
 * was offered in its place, or took the last range that was allowed. By a fix or by hand makes no difference.
 *
 * @param policy the one that judged `before`
 */
export function tookAdvice(
  before: readonly Judgement[],
  after: readonly Judgement[],
  policy: Policy,
): boolean {
  const now = new Set(after.map(({ dependency }) => keyOf(dependency)));
  const known = new Set(before.map(({ dependency }) => dependency.packageName));
  const came = after.map(({ dependency }) => dependency).filter(({ packageName }) => !known.has(packageName));
  const changed = before.filter(({ dependency }) => !now.has(keyOf(dependency)));
  return changed.some((judgement) => {
    const { name } = judgement.dependency;
    const left = after.filter(({ dependency }) => dependency.name === name);
    return hoverOf(judgement, policy).actions.some((action) => {
      if (action.kind === 'use-range')
        return left.some(({ dependency }) => dependency.range === action.range);
      return (
        action.kind === 'replace' &&
        came.some(({ packageName }) => packageName === action.name) &&
        !left.some(({ dependency }) => dependency.packageName === judgement.dependency.packageName)
      );
    });
  });
}

function keyOf({ scope, name, packageName, range }: Dependency): string {
  return [scope, name, packageName, range].join('\n');
}
