import * as vscode from 'vscode';
import type { Judgement, Verdict } from '../../core/index';
import {
  groupTitle,
  inlayOf,
  isActionable,
  isOwn,
  isPending,
  statusOf,
  verdictTitle,
} from '../../core/index';
import { coalesce } from '../coalesce';
import type { DependencyRef, Target } from '../commands/target';
import { find, refOf } from '../commands/target';
import type { CommandId, ViewId } from '../contributions';
import { hoverText } from '../hover/hover';
import type { JudgementStore } from '../judgements/store';
import { groupIcon, verdictIcon } from '../verdicts';

/** `own`: not judged, and nobody's worry. `pending`: the sources have not answered yet. */
type GroupKind = Verdict | 'own' | 'pending';

interface Group {
  readonly kind: 'group';
  readonly id: GroupKind;
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
/** What needs somebody comes first. */
const ORDER: readonly GroupKind[] = [
  'denied',
  'unknown',
  'review',
  'conditions',
  'allowed',
  'own',
  'pending',
];
const QUIET: readonly GroupKind[] = ['conditions', 'allowed', 'own', 'pending'];

/** The dependencies of the workspace by verdict, what needs somebody first. */
export function registerDependencies(store: JudgementStore): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => (node ? (node.kind === 'group' ? [...node.leaves] : []) : groupsOf(store)),
    getTreeItem: (node) => (node.kind === 'group' ? groupItem(node) : leafItem(node)),
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
  const leaves = store.all().flatMap((judged) =>
    judged.judgements.map((judgement): Leaf => {
      const ref = refOf({ judged, judgement });
      return { kind: 'leaf', ref, judgement, path: vscode.workspace.asRelativePath(judged.uri) };
    }),
  );
  const groups = ORDER.map((id): Group => {
    const own = leaves.filter(({ judgement }) => groupOf(judgement) === id);
    return { kind: 'group', id, leaves: own.sort(byName) };
  });
  return groups.filter((group) => group.leaves.length > 0);
}

function groupOf(judgement: Judgement): GroupKind {
  if (isPending(judgement)) return 'pending';
  return isOwn(judgement) && !judgement.findings.some(isActionable) ? 'own' : judgement.verdict;
}

function byName(a: Leaf, b: Leaf): number {
  return a.ref.name.localeCompare(b.ref.name, 'en') || a.path.localeCompare(b.path, 'en');
}

function groupItem({ id, leaves }: Group): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const label = groupTitle(id);
  const item = new vscode.TreeItem(label, QUIET.includes(id) ? Collapsed : Expanded);
  item.id = id;
  item.description = String(leaves.length);
  item.iconPath = groupIcon(id);
  item.accessibilityInformation = { label: `${label}, ${leaves.length}` };
  return item;
}

function leafItem(leaf: Leaf): vscode.TreeItem {
  const { judgement, ref } = leaf;
  const inlay = inlayOf(judgement)?.text;
  const folder = leaf.path.replace(/\/?package\.json$/, '');
  const details = [judgement.evidence.version?.value, inlay, folder === '' ? undefined : folder];
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
