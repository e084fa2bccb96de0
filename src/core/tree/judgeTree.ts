import { noEvidence } from '../evidence';
import { classifySpecifier } from '../manifests/specifier';
import type {
  Dependency,
  Evidence,
  Finding,
  Manifest,
  Origin,
  PathStep,
  Policy,
  ResolvedPackage,
  TreeVerdict,
  Via,
} from '../model';
import type { PrivacyRule } from '../ports';
import { drain, isPause } from '../steps';
import type { Steps } from '../steps';
import { decide } from '../rules/decide';
import { transitiveSeverity } from '../rules/input';
import type { JudgeInput } from '../rules/input';
import { transitiveRules } from '../rules/rules';
import { tellTogether } from './alike';
import { nameRulesOf } from './nameRules';
import { isOfRegistry, packageKey } from './origin';
import { isDirect, pathTo } from './reach';
import type { DependencyTree } from './reach';
import { verdictMemo } from './verdictMemo';
import type { Judged } from './verdictMemo';

export interface JudgeTreeInput {
  readonly tree: DependencyTree;
  readonly manifest: Manifest;
  readonly policy: Policy;
  /** From the workspace root, with `/`. */
  readonly manifestPath: string;
  /** The instant of judging, ISO 8601. */
  readonly now: string;
  readonly privacyOf: PrivacyRule;
  /** What the lockfile states is dated with it; one object for as long as the lockfile is the same. */
  readonly stated: Origin;
  /** What is known beyond the lockfile, by `packageKey`; `undefined` where the lockfile says all or nobody was asked. */
  readonly evidenceOf?: (key: string) => Evidence | undefined;
  /** Whether sources are still being asked about a package, by `packageKey`. */
  readonly isPending?: (key: string) => boolean;
}

export interface TreeJudgement {
  readonly tree: DependencyTree;
  /** By index of the graph's packages: of each that is reached and that no entry of the same use names. */
  readonly verdicts: readonly (TreeVerdict | undefined)[];
  /** On the dependencies that bring them, one per package and cause, nearest packages first. */
  readonly findings: readonly Finding[];
}

/**
 * Judges what the dependencies of a manifest bring, by the rules that concern such packages. Synchronous. Packages of
 * which the lockfile says the same share one answer, so that a tree of thousands costs some milliseconds.
 */
export function judgeTree(input: JudgeTreeInput): TreeJudgement {
  return drain(judgeTreeSteps(input));
}

/** The same in steps. */
export function* judgeTreeSteps(input: JudgeTreeInput): Steps<TreeJudgement> {
  const { tree, policy } = input;
  const { graph } = tree;
  const verdicts: (TreeVerdict | undefined)[] = new Array<undefined>(graph.packages.length).fill(undefined);
  if (policy.transitive?.decision === 'ignore') return { tree, verdicts, findings: [] };
  const findings: Finding[] = [];
  const told = new Uint8Array(graph.groups);
  const judgeOne = judgeBy(input);
  for (let at = 0; at < tree.reached.length; at++) {
    if (isPause(at)) yield;
    const index = tree.reached[at] ?? 0;
    const locked = graph.packages[index];
    if (locked === undefined || locked.link) continue;
    const group = graph.groupOf[index] ?? 0;
    const isTold = told[group] === 1;
    told[group] = 1;
    if (isDirect(tree, index)) continue;
    const judged = judgeOne(index, locked);
    verdicts[index] = judged.verdict;
    if (isTold) continue;
    for (const finding of judged.findings) findings.push(placed(finding, judged.verdict, index, input));
  }
  return { tree, verdicts, findings: tellTogether(findings) };
}

/** Of most packages nothing but the license statement and the use matters: they never come to the rules. */
function judgeBy(input: JudgeTreeInput): (index: number, locked: ResolvedPackage) => Judged {
  const { tree, policy, manifestPath, stated } = input;
  const hasMore = input.evidenceOf !== undefined || input.isPending !== undefined;
  const tellsDeprecated = transitiveSeverity(policy, 'package.deprecated') !== 'off';
  const names = nameRulesOf(policy);
  const memo = verdictMemo(policy, manifestPath, stated);
  const isPublic = publicNames(input.privacyOf);
  return (index, locked) => {
    const entry = tree.dependencies[tree.entryOf[index] ?? 0] as Dependency;
    const key = hasMore ? packageKey(locked) : '';
    const more = hasMore ? input.evidenceOf?.(key) : undefined;
    const pending = hasMore && (input.isPending?.(key) ?? false);
    const judge = (): Judged => judgeTransitive(inputFor(input, locked, entry, { more, pending }));
    const isPlain =
      more === undefined &&
      !pending &&
      (locked.deprecated === undefined || !tellsDeprecated) &&
      isOfRegistry(locked) &&
      isPublic(locked, entry) &&
      !names.mayConcern(locked.name);
    return isPlain ? memo(locked.license, entry.scope, locked.version !== '', judge) : judge();
  };
}

/** A package of the tree as the rules take it. */
export function inputFor(
  { policy, manifest, manifestPath, now, privacyOf, stated }: JudgeTreeInput,
  locked: ResolvedPackage,
  entry: Dependency,
  { more, pending }: { readonly more: Evidence | undefined; readonly pending: boolean },
): JudgeInput {
  const dependency = dependencyFor(locked, entry);
  return {
    dependency,
    evidence: more ?? statedOf(locked, stated),
    policy,
    manifest,
    manifestPath,
    now,
    privacy: privacyOf(dependency),
    pending,
    broughtBy: { entry, via: NOBODY },
  };
}

/** Filled in when the finding is placed: answers are shared by packages that come in by other ways. */
const NOBODY: Via = {
  path: [],
  otherPaths: 0,
  alike: [],
  judged: { verdict: 'unknown', license: undefined, reasons: [] },
};

function judgeTransitive(input: JudgeInput): Judged {
  const decision = decide(input);
  const { verdict, reasons, reading } = decision;
  return {
    verdict: { verdict, reasons, license: reading },
    findings: transitiveRules.flatMap((rule) => rule(input, decision)),
  };
}

function placed(
  finding: Finding,
  judged: TreeVerdict,
  index: number,
  { tree, stated }: JudgeTreeInput,
): Finding {
  const { graph, entryOf, requiredBy } = tree;
  const dependency = tree.dependencies[entryOf[index] ?? 0] as Dependency;
  const { version } = graph.packages[index] as ResolvedPackage;
  const via = {
    path: pathTo(tree, index),
    otherPaths: (requiredBy[graph.groupOf[index] ?? 0] ?? 1) - 1,
    alike: [],
    judged,
    lockfile: stated,
  };
  return {
    ...finding,
    dependency,
    version: version === '' ? undefined : version,
    span: dependency.nameSpan,
    via,
  };
}

/** What a lockfile states of one of its packages. */
export function statedOf({ version, license, deprecated }: ResolvedPackage, origin: Origin): Evidence {
  return {
    ...noEvidence,
    version: version === '' ? undefined : { value: version, origin },
    licenses: license === undefined ? [] : [{ value: license, origin }],
    deprecation: deprecated === undefined ? undefined : { value: deprecated, origin },
  };
}

/** The package as if the manifest named it, in the place of the entry that brings it, and in its scope. */
export function dependencyFor(locked: ResolvedPackage, entry: Dependency): Dependency {
  const dependency = asDependency(locked, entry);
  if (isOfRegistry(locked)) return dependency;
  return { ...dependency, specifier: classifySpecifier(locked.name, locked.resolved ?? '') };
}

/** A package of a registry, as if the manifest named it in the place of an entry. */
export function asDependency({ name, version }: PathStep, entry: Dependency): Dependency {
  const { scope, nameSpan, rangeSpan, entrySpan } = entry;
  const specifier = { kind: 'registry', name, range: version, tag: false } as const;
  return { name, packageName: name, scope, range: version, specifier, nameSpan, rangeSpan, entrySpan };
}

/** Whether the name of a package of a registry is nobody's own; each name is asked about once. */
function publicNames(privacyOf: PrivacyRule): (locked: ResolvedPackage, entry: Dependency) => boolean {
  const known = new Map<string, boolean>();
  return (locked, entry) => {
    const found = known.get(locked.name);
    if (found !== undefined) return found;
    const isPublic = privacyOf(asDependency(locked, entry)) === undefined;
    known.set(locked.name, isPublic);
    return isPublic;
  };
}
