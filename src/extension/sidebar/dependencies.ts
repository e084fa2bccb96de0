import * as vscode from 'vscode';
import type { Grouping } from '../../core/index';
import { filterText, groupings, groupingText, notice, statusFrom } from '../../core/index';
import { coalesce } from '../coalesce';
import { isFixable } from '../commands/fixing';
import { Paced } from '../paced';
import type { Target } from '../commands/target';
import { find } from '../commands/target';
import type { ViewId } from '../contributions';
import { hoverText } from '../hover/hover';
import type { JudgementStore } from '../judgements/store';
import type { LockfileFaults } from '../lockfiles/lockfileFaults';
import type { Noise } from '../noise/noise';
import { broughtItem, groupItem, leafItem, moreItem } from './dependencyItems';
import { broughtBy, DependencyModel, linesOf } from './dependencyModel';
import type { Group, Leaf, Node } from './dependencyModel';

const VIEW: ViewId = 'ospoLens.dependencies';
const GROUPING = 'dependencies.grouping';

/** The dependencies of the workspace: grouped by verdict, manifest or license, perhaps narrowed by a filter. */
export class DependenciesView implements vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<Node>;
  private readonly model: DependencyModel;
  private readonly changed = new vscode.EventEmitter<Node | Node[] | undefined>();
  private readonly view: vscode.TreeView<Node>;
  private readonly listener: vscode.Disposable;
  private readonly paced = new Paced();
  /** How lines looked when the editor asked for them. */
  private readonly drawn = new WeakMap<Leaf, string>();

  constructor(
    private readonly store: JudgementStore,
    private readonly lockfiles: LockfileFaults,
    private readonly noise: Noise,
    private readonly memory: vscode.Memento,
  ) {
    this.model = new DependencyModel(store, noise);
    this.model.grouping = readGrouping(memory.get(GROUPING));
    this.provider = {
      onDidChangeTreeData: this.changed.event,
      getChildren: (node) => this.childrenOf(node),
      // The editor asks for all lines of a group in one turn, and a workspace has thousands.
      getTreeItem: (node) => this.paced.run(() => this.draw(node)),
      resolveTreeItem: (item, node) => this.withTooltip(item, node),
    };
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this.provider,
      showCollapseAll: true,
    });
    this.listener = coalesce(
      () => this.refresh(),
      store.onDidChangeContent,
      lockfiles.onDidChange,
      noise.onDidChange,
    );
    this.setContexts();
  }

  /** Groups anew, and remembers it for the workspace. */
  async groupBy(grouping: Grouping): Promise<void> {
    this.model.grouping = grouping;
    this.refresh();
    this.setContexts();
    await this.memory.update(GROUPING, grouping);
  }

  /** Shows only what holds all words of `text`; an empty one shows everything. */
  search(text: string): void {
    this.model.filter = { ...this.model.filter, text: text.trim() };
    this.refresh();
    this.setContexts();
  }

  /** Asks for the words to filter by. Escape leaves all as it is. */
  async askForFilter(): Promise<void> {
    const text = await vscode.window.showInputBox({
      title: notice.filterTitle,
      prompt: notice.filterPrompt,
      placeHolder: notice.filterExample,
      value: this.model.filter.text,
    });
    if (text !== undefined) this.search(text);
  }

  showOnlyActionable(actionOnly: boolean): void {
    this.model.filter = { ...this.model.filter, actionOnly };
    this.refresh();
    this.setContexts();
  }

  clearFilter(): void {
    this.model.filter = { text: '', actionOnly: false };
    this.refresh();
    this.setContexts();
  }

  dispose(): void {
    this.listener.dispose();
    this.paced.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  private childrenOf(node: Node | undefined): Node[] {
    if (!node) return [...this.model.groups];
    if (node.kind === 'leaf') return broughtBy(node);
    if (node.kind === 'brought') return [];
    return linesOf(node.kind === 'group' ? { group: node, leaves: node.leaves } : node);
  }

  private itemOf(node: Node): vscode.TreeItem {
    const { grouping } = this.model;
    if (node.kind === 'group') return groupItem(node, grouping);
    if (node.kind === 'brought') return broughtItem(node);
    if (node.kind === 'more') return moreItem(node);
    const target = find(node.ref, this.store);
    return leafItem(node, grouping, target !== undefined && isFixable(target));
  }

  private draw(node: Node): vscode.TreeItem {
    const item = this.itemOf(node);
    if (node.kind === 'leaf') this.drawn.set(node, this.lookOf(node, item));
    return item;
  }

  /** Draws what looks different anew, and leaves the rest as it is. */
  private refresh(): void {
    const { all, groups, perhaps } = this.model.update();
    if (all) this.changed.fire(undefined);
    else {
      if (groups.length > 0) this.changed.fire([...groups]);
      for (const group of perhaps) void this.drawIfDifferent(group);
    }
    const { grouping, filter, amounts } = this.model;
    this.view.badge = this.badge();
    this.view.description = grouping === 'verdict' ? undefined : groupingText(grouping);
    const parts = [this.lockfiles.blindText(), filterText(filter, amounts.shown, amounts.all)];
    this.view.message = parts.filter((part) => part !== undefined).join(' ') || undefined;
  }

  /** The editor draws a group as a whole, and keeps some memory for each line that it ever drew. */
  private async drawIfDifferent(group: Group): Promise<void> {
    const drawn = group.leaves.filter((leaf) => this.drawn.has(leaf));
    for (const leaf of drawn) {
      if ((await this.paced.run(() => this.lookOf(leaf))) === this.drawn.get(leaf)) continue;
      this.changed.fire(group);
      return;
    }
  }

  /** All that is drawn of a dependency and what stands below it. */
  private lookOf(leaf: Leaf, item = this.itemOf(leaf)): string {
    return JSON.stringify([item, ...broughtBy(leaf).map(broughtItem)]);
  }

  private badge(): vscode.ViewBadge | undefined {
    const [first] = this.store.all();
    if (!first) return undefined;
    const tallies = this.store.all().map((judged) => this.noise.tally(judged));
    const { actionable, tooltip } = statusFrom(tallies, first.policy, false);
    return actionable === 0 ? undefined : { value: actionable, tooltip: tooltip[0] ?? '' };
  }

  /** Worded when it is looked at, not for every line of the tree. */
  private withTooltip(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    const target: Target | undefined = node.kind === 'leaf' ? find(node.ref, this.store) : undefined;
    if (target) item.tooltip = hoverText(target);
    return item;
  }

  private setContexts(): void {
    const { grouping, filter } = this.model;
    const set = (key: string, value: unknown) =>
      void vscode.commands.executeCommand('setContext', `ospoLens.${key}`, value);
    set('grouping', grouping);
    set('actionOnly', filter.actionOnly);
    set('filtered', filter.actionOnly || filter.text !== '');
  }
}

function readGrouping(value: unknown): Grouping {
  return groupings.find((grouping) => grouping === value) ?? 'verdict';
}
