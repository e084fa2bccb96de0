import type { Policy } from '../model';
import type { Coverage } from '../policy/coverage';
import { clip, count } from './plain';
import { policySummary } from './summary';
import { node, printTree } from './tree';
import { clauseName } from './words';

const SHOWN_PACKAGES = 5;

/** How a policy fits a workspace, as a small tree. */
export function coverageText(coverage: Coverage, policy: Policy, dependencies: number): string {
  const { unmentioned, notSpdx, unused } = coverage;
  const title = `${policySummary(policy)} Tried on ${count(dependencies, 'dependency', 'dependencies')}.`;
  return `${printTree(
    node(title, [
      node(
        unmentioned.length === 0
          ? 'Every license here is mentioned by a rule.'
          : `${count(unmentioned.length, 'license')} that no rule mentions`,
        unmentioned.map(({ license, packages }) => `${clip(license, 120)}: ${some(packages)}`),
      ),
      ...(notSpdx.length === 0 ? [] : [node('Licenses that are not SPDX', [some(notSpdx)])]),
      node(
        unused.length === 0
          ? 'Every rule decided something.'
          : `${count(unused.length, 'rule')} that decided nothing`,
        unused.map((clause) =>
          clauseName(clause) === clause.path ? clause.path : `${clause.path} ${clauseName(clause)}`,
        ),
      ),
    ]),
  )}\n`;
}

function some(packages: readonly string[]): string {
  const shown = packages.slice(0, SHOWN_PACKAGES).map((name) => clip(name, 100));
  const more = packages.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
