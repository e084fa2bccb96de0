import type { Clause, Parsed, Policy, Problem } from '../../model';
import { parsePolicy, withHash } from '../parse';
import { importDependencyReview } from './dependencyReview';
import { importWorkflow, mentionsDependencyReview, type ReadOther } from './workflow';
import { t } from '../../present/language';

/** Where the parts of the imported policy stand in the configuration of dependency-review-action. */
const PLACES: readonly (readonly [prefix: string, key: string])[] = [
  ['licenses.allow', 'allow-licenses'],
  ['licenses.deny', 'deny-licenses'],
  ['packages.deny', 'deny-packages'],
  ['packages.approve', 'allow-dependencies-licenses'],
  ['scorecard.total', 'warn-on-openssf-scorecard-level'],
];

/**
 * Takes a configuration of dependency-review-action (or a workflow that uses it) as the policy itself, so that the editor
 * and the pull request agree. What cannot be carried over is an information each.
 *
 * @param origin where the configuration was read from; stands in every clause and problem.
 */
export function dependencyReviewAsPolicy(
  text: string,
  origin: string,
  readOther: ReadOther = () => undefined,
): Parsed<Policy> {
  const imported = mentionsDependencyReview(text)
    ? importWorkflow(text, origin, readOther)
    : importDependencyReview(text, origin);
  const { value } = parsePolicy(imported.value.yaml, { origin });
  const losses = imported.value.losses.map((message): Problem => {
    return { code: 'import.loss', severity: 'information', message, file: origin };
  });
  return { value: withPlaces(value), problems: [...imported.problems, ...losses] };
}

function withPlaces(policy: Policy): Policy {
  return withHash({
    ...policy,
    name: t('Configuration of dependency-review-action'),
    licenseRules: policy.licenseRules.map(placed),
    packageRules: policy.packageRules.map(placed),
    floors: policy.floors.map(placed),
  });
}

function placed<T extends { readonly clause: Clause }>(rule: T): T {
  const place = PLACES.find(([prefix]) => rule.clause.path.startsWith(prefix));
  return place === undefined ? rule : { ...rule, clause: { ...rule.clause, path: place[1] } };
}
