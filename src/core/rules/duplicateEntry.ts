import type { Dependency } from '../model';
import type { Rule } from './decision';
import { report } from './input';

/**
 * The same name in two blocks. A peer entry beside a development entry is how a library tests with its peer, so that
 * pair is silent.
 */
export const duplicateEntry: Rule = (input) => {
  const { dependency, manifest } = input;
  const first = manifest.dependencies.find((other) => other.name === dependency.name);
  if (first === undefined || first === dependency || isPeerPair(first, dependency)) return [];
  return report(input, { code: 'manifest.duplicate-entry', other: first.scope }, 'name');
};

function isPeerPair(one: Dependency, other: Dependency): boolean {
  return (one.scope === 'peer') !== (other.scope === 'peer');
}
