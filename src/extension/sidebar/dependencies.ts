import * as vscode from 'vscode';
import type { Judgement, Verdict } from '../../core/index';
import { compareVerdicts, inlayOf, isPending, statusOf, verdictTitle } from '../../core/index';
import { coalesce } from '../coalesce';
import type { DependencyRef, Target } from '../commands/target';
import { find, refOf } from '../commands/target';
import type { CommandId, ViewId } from '../contributions';
import { hoverText } from '../hover/hover';
import type { JudgementStore } from '../judgements/store';
import { iconOf, verdictIcon } from '../verdicts';

interface Group {
  readonly kind: 'group';
  /** `pending`: the sources have not answered yet. */
  readonly verdict: Verdict | 'pending';
  readonly leaves: readonly Leaf[];
}

interface Leaf {
  readonly kind: 'leaf';
  readonly ref: DependencyRef;
  readonly judgement: Judgement;
  readonly path: string;
}

type Node = Group | Leaf;

const VIEW: ViewId = 'ospoLens.dependencies';
const REVEAL: CommandId = 'ospoLens.reveal';
const QUIET: readonly Group['verdict'][] = ['allowed', 'pending'];

/** The dependencies of the workspace by verdict, what needs somebody first. */
export function registerDependencies(store: JudgementStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? (node.kind === 'group' ? [...node.leaves] : []) : groupsOf(store)),
    getTreeItem: (node) => (node.kind === 'group' ? groupItem(node) : leafItem(node, store.all().length > 1)),
    resolveTreeItem: (item, node) => withTooltip(item, node, store),
  };
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true });
  const listener = coalesce(() => {
    changed.fire(undefined);
    view.badge = badgeOf(store);
  }, store.onDidChange);
  return vscode.Disposable.from(changed, view, listener);
}

function badgeOf(store: JudgementStore): vscode.ViewBadge | undefined {
  const [first] = store.all();
  if (!first) return undefined;
  const judgements = store.all().flatMap((judged) => judged.judgements);
  const { actionable, tooltip } = statusOf(judgements, first.policy, false);
  return actionable === 0 ? undefined : { value: actionable, tooltip: tooltip[0] ?? '' };
}

function groupsOf(store: JudgementStore): Group[] {
  const groups = new Map<Group['verdict'], Leaf[]>();
  for (const judged of store.all()) {
    for (const judgement of judged.judgements) {
      const verdict = isPending(judgement) ? 'pending' : judgement.verdict;
      const leaves = groups.get(verdict) ?? [];
      leaves.push({ kind: 'leaf', ref: refOf({ judged, judgement }), judgement, path: judged.path });
      groups.set(verdict, leaves);
    }
  }
  return [...groups]
    .map(([verdict, leaves]): Group => ({ kind: 'group', verdict, leaves: leaves.sort(byName) }))
    .sort(byUrgency);
}

function byName(a: Leaf, b: Leaf): number {
  return a.ref.name.localeCompare(b.ref.name, 'en') || a.path.localeCompare(b.path, 'en');
}

function byUrgency(a: Group, b: Group): number {
  if (a.verdict === 'pending') return 1;
  if (b.verdict === 'pending') return -1;
  return compareVerdicts(b.verdict, a.verdict);
}

function groupItem(group: Group): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const label = group.verdict === 'pending' ? 'Checking' : verdictTitle[group.verdict];
  const item = new vscode.TreeItem(label, QUIET.includes(group.verdict) ? Collapsed : Expanded);
  item.id = group.verdict;
  item.description = String(group.leaves.length);
  if (group.verdict !== 'pending') item.iconPath = iconOf(group.verdict);
  item.accessibilityInformation = { label: `${label}, ${group.leaves.length}` };
  return item;
}

function leafItem(leaf: Leaf, severalManifests: boolean): vscode.TreeItem {
  const { judgement, ref } = leaf;
  const inlay = inlayOf(judgement)?.text;
  const details = [judgement.evidence.version?.value, inlay, severalManifests ? leaf.path : undefined];
  const item = new vscode.TreeItem(ref.name);
  item.id = `${ref.manifest}|${ref.scope}|${ref.name}|${judgement.dependency.nameSpan.start}`;
  item.description = details.filter((detail) => detail !== undefined).join(' · ');
  item.iconPath = verdictIcon(judgement);
  item.contextValue = 'dependency';
  item.command = { command: REVEAL, title: 'Show in package.json', arguments: [ref] };
  item.accessibilityInformation = {
    label: `${ref.name}, ${verdictTitle[judgement.verdict]}, ${item.description}`,
  };
  return item;
}

/** Worded when it is looked at, not for every line of the tree. */
function withTooltip(item: vscode.TreeItem, node: Node, store: JudgementStore): vscode.TreeItem {
  const target: Target | undefined = node.kind === 'leaf' ? find(node.ref, store) : undefined;
  if (target) item.tooltip = hoverText(target);
  return item;
}
