import { isPackageName } from '../manifests/packageName';
import type { AlternativeChoice, Finding, Judgement, PackageRule, Policy } from '../model';
import { matchesPackage, parsePackagePattern } from '../policy/packages';

/**
 * What the policy offers instead of the package of a finding, best first: the alternative that the finding names, what
 * else the policy lists to replace it, then what the rule against it names (`instead`). Each package once.
 */
export function choicesFor(finding: Finding, judgement: Judgement, policy: Policy): AlternativeChoice[] {
  const { packageName } = finding.dependency;
  return distinctChoices(packageName, [
    ...(finding.data.code === 'alternative.approved' ? finding.data.alternative.use : []),
    ...listedFor(packageName, finding.version, policy),
    ...rulesAgainst(finding, judgement).flatMap((rule) =>
      rule.instead.flatMap((text) => named(text, policy)),
    ),
  ]);
}

/** What the policy lists to replace a package, whatever is found on it. */
export function choicesOf(
  packageName: string,
  version: string | undefined,
  policy: Policy,
): AlternativeChoice[] {
  return distinctChoices(packageName, listedFor(packageName, version, policy));
}

function distinctChoices(packageName: string, choices: readonly AlternativeChoice[]): AlternativeChoice[] {
  const distinct = new Map<string, AlternativeChoice>();
  for (const choice of choices) {
    if (!isPackageName(choice.name) || choice.name === packageName) continue;
    if (!distinct.has(choice.name)) distinct.set(choice.name, choice);
  }
  return [...distinct.values()];
}

function listedFor(packageName: string, version: string | undefined, policy: Policy): AlternativeChoice[] {
  return policy.alternatives
    .filter(({ replaces }) => replaces && matchesPackage(replaces, packageName, version) === true)
    .flatMap(({ use }) => use);
}

function rulesAgainst({ data }: Finding, { reasons }: Judgement): PackageRule[] {
  const own = data.code === 'package.denied' || data.code === 'package.review' ? [data.packageRule] : [];
  const others = reasons.flatMap((reason) => (reason.rule === 'package' ? [reason.packageRule] : []));
  return [...own, ...others];
}

/** A name of `instead`, with the range that it states, that the policy lists elsewhere, or else the newest. */
function named(text: string, policy: Policy): AlternativeChoice[] {
  const pattern = parsePackagePattern(text);
  if (pattern?.type !== 'npm' || pattern.name.includes('*')) return [];
  const { name, range } = pattern;
  const listed = policy.alternatives.flatMap(({ use }) => use).find((choice) => choice.name === name);
  return [{ name, range: range ?? listed?.range ?? 'latest', dropIn: false }];
}
