import { choicesOf } from '../fixes/choices';
import type {
  AlternativeChoice,
  Dependency,
  Evidence,
  Finding,
  OverrideRoot,
  Requirement,
  ResolvedPackage,
  WaysOut,
} from '../model';
import { drain } from '../steps';
import type { Steps } from '../steps';
import type { JudgeTreeInput, TreeJudgement } from '../tree/judgeTree';
import { isOfRegistry } from '../tree/origin';
import { allowedVersions } from './allowedVersions';
import type { KnownCopy } from './allowedVersions';
import { decideBy, decideLocked } from './decide';
import { otherVersions } from './otherVersions';
import { overridesFor } from './overrides';
import type { Required, Stopped } from './overrides';
import { placesOf, reachedFrom } from './places';
import type { Places } from './places';
import { isStoppedPackage, versionsKey } from './requests';
import type { LockedTree } from './root';
import { overrideRootOf } from './root';

export interface WaysInput {
  /** As the tree was judged. */
  readonly judged: JudgeTreeInput;
  readonly locked: LockedTree;
  /** What is known of the versions of a package, by `versionsKey`. */
  readonly versionsOf: (key: string) => Evidence | undefined;
}

/**
 * Adds to the findings on packages that dependencies bring what may be done about them, as far as the lockfile and what
 * is known of other versions prove it. Nothing is guessed: where neither tells, there is no way out.
 */
export function withWaysOut(tree: TreeJudgement, input: WaysInput): TreeJudgement {
  return drain(waysOutSteps(tree, input));
}

/** The same in steps. */
export function* waysOutSteps(tree: TreeJudgement, input: WaysInput): Steps<TreeJudgement> {
  if (!tree.findings.some(isStoppedPackage)) return tree;
  const scene: Scene = {
    ...input,
    places: yield* placesOf(tree.tree.graph, namesIn(tree.findings, input)),
    root: overrideRootOf(input.locked),
    without: new Map(),
  };
  const findings: Finding[] = [];
  for (const finding of tree.findings) {
    yield;
    findings.push(isStoppedPackage(finding) ? yield* withWays(finding, scene) : finding);
  }
  return { ...tree, findings };
}

/** Of the packages that are stopped, of those that bring them, and of what may stand in the place of the latter. */
function namesIn(findings: readonly Finding[], { judged }: WaysInput): Set<string> {
  const names = new Set<string>();
  for (const { via, dependency } of findings.filter(isStoppedPackage)) {
    const { packageName } = dependency;
    const choices = choicesOf(packageName, via?.path[0]?.version, judged.policy);
    for (const name of [
      via?.path.at(-1)?.name ?? packageName,
      packageName,
      ...choices.map((each) => each.name),
    ])
      names.add(name);
  }
  return names;
}

interface Scene extends WaysInput {
  readonly places: Places;
  readonly root: OverrideRoot;
  /** What the manifest reaches without an entry: looked for once. */
  readonly without: Map<Dependency, Uint8Array>;
}

function* withWays(finding: Finding, scene: Scene): Steps<Finding> {
  const { via, dependency } = finding;
  const step = via?.path.at(-1);
  if (via === undefined || step === undefined || step.version === '') return finding;
  const copies = copiesOf(step.name, scene);
  const found = copies.find(({ version }) => version === step.version);
  if (found === undefined) return finding;
  const { judged, root } = scene;
  const stopped = stoppedOf(step.name, step.version, copies, dependency, scene);
  const evidence = scene.versionsOf(versionsKey(step));
  const known = { name: step.name, evidence, copies: stopped.copies };
  const versions = allowedVersions(known, judged.policy, decideBy(judged, found, dependency));
  const dropIns = choicesOf(step.name, step.version, judged.policy).filter(({ dropIn }) => dropIn);
  // What came from a repository or an archive is not what a registry has under the name.
  const isElsewhere = copies.some((copy) => copy.version === step.version && !isOfRegistry(copy));
  const overrides = isElsewhere ? [] : overridesFor(stopped, versions, dropIns);
  const ways: WaysOut = { root, overrides, ...(yield* instead(finding, copies, scene)) };
  return { ...finding, via: { ...via, ways } };
}

/** What the dependency itself may become. No way out where other entries of the manifest bring the package, too. */
function* instead(
  finding: Finding,
  copies: readonly ResolvedPackage[],
  scene: Scene,
): Steps<Pick<WaysOut, 'versions' | 'replacements'>> {
  const { dependency, via } = finding;
  const { judged } = scene;
  const { packageName } = dependency;
  const inUse = via?.path[0]?.version;
  const versions = otherVersions(copiesOf(packageName, scene), inUse, dependency, judged);
  const choices = choicesOf(packageName, inUse, judged.policy);
  const nothing = { versions: [], replacements: [] };
  if (versions.length + choices.length === 0) return nothing;
  const isStopped = (copy: ResolvedPackage): boolean => copy.version === finding.version;
  const stopped = copies.filter(isStopped).map((copy) => judged.tree.graph.indexOf.get(copy) ?? -1);
  const others = yield* withoutEntry(dependency, scene);
  if (stopped.some((index) => others[index] === 1)) return nothing;
  const replacements: AlternativeChoice[] = [];
  for (const choice of choices) {
    const roots = copiesOf(choice.name, scene).map((copy) => judged.tree.graph.indexOf.get(copy) ?? -1);
    const reached = yield* reachedFrom(judged.tree.graph, roots);
    if (!stopped.some((index) => reached[index] === 1)) replacements.push(choice);
  }
  return { versions, replacements };
}

function copiesOf(name: string, { places, judged }: Scene): readonly ResolvedPackage[] {
  const { packages } = judged.tree.graph;
  return (places.copies.get(name) ?? []).flatMap((index) => packages[index] ?? []);
}

function stoppedOf(
  name: string,
  version: string,
  copies: readonly ResolvedPackage[],
  entry: Dependency,
  { judged, locked, places, root }: Scene,
): Stopped {
  const { packages } = judged.tree.graph;
  const required = (places.requirers.get(name) ?? []).flatMap(({ from, to }): Required[] => {
    const [by, target] = [packages[from], packages[to]];
    if (by === undefined || target === undefined) return [];
    return [{ by, version: target.version, stated: by.dependencies[name] ?? by.uses?.[name] }];
  });
  const decidedCopies = copies.map((copy): KnownCopy => {
    const { isAllowed, license } = decideLocked(judged, copy, entry);
    const isOther = copy.version !== version;
    const known = isOfRegistry(copy) ? { license } : {};
    return { version: copy.version, ...known, isAllowed: isOther && isAllowed, origin: judged.stated };
  });
  const asked = askedBy(name, locked);
  const isOfRoot = asked.some(({ by }) => by === '');
  return { name, version, root, copies: decidedCopies, required, asked, isOfRoot };
}

/** What manifests of the workspace say of a package: npm's, pnpm's and bun's lockfiles tell. */
function askedBy(name: string, { lockfile }: LockedTree): Requirement[] {
  const asked: Requirement[] = [];
  for (const [key, ranges] of lockfile.requested ?? [])
    if (key.endsWith(`\n${name}`))
      for (const range of ranges) asked.push({ by: key.slice(0, key.indexOf('\n')), range });
  return asked;
}

/** What the manifest reaches by its other entries: looked for once for each. */
function* withoutEntry(entry: Dependency, { judged, without }: Scene): Steps<Uint8Array> {
  const known = without.get(entry);
  if (known !== undefined) return known;
  const { roots, dependencies, graph } = judged.tree;
  const others = roots.flatMap((root, at) =>
    root === undefined || dependencies[at] === entry ? [] : [root],
  );
  const reached = yield* reachedFrom(graph, others);
  without.set(entry, reached);
  return reached;
}
