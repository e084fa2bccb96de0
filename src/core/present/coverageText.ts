import type { Policy } from '../model';
import type { Coverage, UnusedRule } from '../policy/coverage';
import { plural, t } from './language';
import { clip } from './plain';
import { policySummary } from './summary';
import { node, printTree } from './tree';
import { clauseName } from './words';

const SHOWN_PACKAGES = 5;

/** How a policy fits a workspace, as a small tree. */
export function coverageText(coverage: Coverage, policy: Policy, dependencies: number): string {
  const { unmentioned, notSpdx, unused } = coverage;
  const title = [
    policySummary(policy),
    plural(dependencies, 'Tried on {0} dependency.', 'Tried on {0} dependencies.'),
  ].join(' ');
  return `${printTree(
    node(title, [
      node(
        unmentioned.length === 0
          ? t('Every license here is mentioned by a rule.')
          : plural(
              unmentioned.length,
              '{0} license that no rule mentions',
              '{0} licenses that no rule mentions',
            ),
        unmentioned.map(({ license, packages }) => `${clip(license, 120)}: ${some(packages)}`),
      ),
      ...(notSpdx.length === 0 ? [] : [node(t('Licenses that are not SPDX'), [some(notSpdx)])]),
      node(
        unused.length === 0
          ? t('Every rule decided something.')
          : plural(unused.length, '{0} rule that decided nothing', '{0} rules that decided nothing'),
        unused.map(unusedText),
      ),
    ]),
  )}\n`;
}

/** `licenses.deny[2]: source-available, proprietary (6)` */
function unusedText({ clause, subject }: UnusedRule): string {
  const name = clauseName(clause);
  const cited = name === clip(clause.path, 80) ? '' : ` (${name})`;
  return `${clip(clause.path, 80)}: ${clip(subject, 120)}${cited}`;
}

function some(packages: readonly string[]): string {
  const shown = packages.slice(0, SHOWN_PACKAGES).map((name) => clip(name, 100));
  const more = packages.length - shown.length;
  return more === 0 ? shown.join(', ') : t('{0} and {1} more', shown.join(', '), more);
}
