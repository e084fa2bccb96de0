import { compareVerdicts } from '../licenses/verdicts';
import type {
  Dependency,
  DependencyScope,
  Judgement,
  ResolvedPackage,
  TreePackage,
  TreeVerdict,
} from '../model';
import type { TreeJudgement } from './judgeTree';
import { isDirect, pathTo, SCOPE_ORDER, scopeOf } from './reach';
import type { DependencyTree } from './reach';

/** What was judged of one manifest. */
export interface JudgedTree {
  readonly path: string;
  readonly judgements: readonly Judgement[];
  readonly tree?: TreeJudgement;
}

type Draft = { -readonly [Key in keyof TreePackage]: TreePackage[Key] } & { manifests: string[] };

/**
 * All packages that lockfiles install for some manifests: those that they name and those that these bring, each version
 * once, by name and version. Of several manifests the strongest use tells how a package comes in, and the worst verdict
 * counts. Packages of the workspace itself are none of them.
 */
export function packagesOf(reports: readonly JudgedTree[]): TreePackage[] {
  const drafts = new Map<string, Draft>();
  for (const report of reports) if (report.tree !== undefined) addAll(drafts, report, report.tree);
  return [...drafts.values()].sort(
    (a, b) => compareText(a.name, b.name) || compareText(a.version, b.version),
  );
}

function addAll(drafts: Map<string, Draft>, { path, judgements }: JudgedTree, judged: TreeJudgement): void {
  const { tree, verdicts } = judged;
  const { packages, groupOf, groups } = tree.graph;
  const byEntry = new Map<Dependency, TreeVerdict>(judgements.map((each) => [each.dependency, each]));
  const copies = new Map<number, Draft>();
  const isMet = new Uint8Array(groups);
  for (const index of tree.reached) {
    const locked = packages[index];
    const group = groupOf[index] ?? 0;
    if (locked === undefined || locked.link) continue;
    const verdict = verdicts[index] ?? byEntry.get(tree.dependencies[tree.entryOf[index] ?? 0] as Dependency);
    if (verdict === undefined) continue;
    const draft = add(drafts, locked, tree, index, verdict, isMet[group] === 1);
    isMet[group] = 1;
    copies.set(group, draft);
    if (draft.manifests.at(-1) !== path) draft.manifests.push(path);
  }
  countCopies(copies, tree);
}

function add(
  drafts: Map<string, Draft>,
  locked: ResolvedPackage,
  tree: DependencyTree,
  index: number,
  verdict: TreeVerdict,
  isMet: boolean,
): Draft {
  const { name, version } = locked;
  const key = `${name}@${version === '' ? (locked.resolved ?? '') : version}`;
  const known = drafts.get(key);
  if (known === undefined) {
    const draft = draftOf(locked, tree, index, verdict);
    drafts.set(key, draft);
    return draft;
  }
  if (compareVerdicts(verdict.verdict, known.verdict) > 0) Object.assign(known, verdictOnly(verdict));
  if (!isMet && strength(scopeOf(tree, index)) < strength(known.scope))
    Object.assign(known, wayOf(tree, index));
  return known;
}

function draftOf(locked: ResolvedPackage, tree: DependencyTree, index: number, verdict: TreeVerdict): Draft {
  const { name, version, platform = false } = locked;
  return {
    name,
    version,
    ...verdictOnly(verdict),
    ...wayOf(tree, index),
    copies: 0,
    platform,
    manifests: [],
  };
}

function verdictOnly({ verdict, license, reasons }: TreeVerdict): TreeVerdict {
  return { verdict, license, reasons };
}

function wayOf(
  tree: DependencyTree,
  index: number,
): Pick<TreePackage, 'scope' | 'direct' | 'path' | 'otherPaths'> {
  const group = tree.graph.groupOf[index] ?? 0;
  return {
    scope: scopeOf(tree, index),
    direct: isDirect(tree, index),
    path: pathTo(tree, index),
    otherPaths: Math.max((tree.requiredBy[group] ?? 1) - 1, 0),
  };
}

/** Manifests of one lockfile see the same copies, so that the most that one sees is what there are. */
function countCopies(drafts: ReadonlyMap<number, Draft>, { graph, reached }: DependencyTree): void {
  const counts = new Uint32Array(graph.groups);
  for (const index of reached) {
    const group = graph.groupOf[index] ?? 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  for (const [group, draft] of drafts) draft.copies = Math.max(draft.copies, counts[group] ?? 0);
}

function strength(scope: DependencyScope): number {
  return SCOPE_ORDER.indexOf(scope);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : +(a > b);
}
