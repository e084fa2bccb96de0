import * as vscode from 'vscode';
import type { DocumentSection, PolicyDocument } from '../../core/index';
import { copyAge, documentNotice, firstPolicy, notice, policyOrigin, t } from '../../core/index';
import { coalesce } from '../coalesce';
import type { CommandId, ViewId } from '../contributions';
import type { Environment, Environments } from '../environment/environments';
import type { Entry, Library, Volume } from '../policyDocuments/library';
import { keyOf } from '../policyDocuments/library';
import { REVIEW_CONFIGS } from '../environment/reviewConfig';
import { firstPolicyItem, lacksPolicy, stepItem, stepsToPolicy } from './firstPolicy';
import type { FirstPolicyNode, StepNode } from './firstPolicy';

interface DocumentNode {
  readonly kind: 'document';
  readonly entry: Entry;
}

interface HeadingNode {
  readonly kind: 'heading';
  readonly entry: Entry;
  readonly section: DocumentSection;
  readonly children: HeadingNode[];
}

export type PolicyNode = DocumentNode | HeadingNode | FirstPolicyNode | StepNode;

const VIEW: ViewId = 'ospoLens.policy';
const OPEN: CommandId = 'ospoLens.openDocument';

/** The documents of the policy and their headings; name, revision and origin of the policy stand in the title. */
export class PolicyView implements vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<PolicyNode>;
  private readonly changed = new vscode.EventEmitter<PolicyNode | undefined>();
  private readonly view: vscode.TreeView<PolicyNode>;
  private readonly listeners: vscode.Disposable;
  private listed: readonly PolicyDocument[] | undefined;
  private isFirst = false;
  private nodes: readonly DocumentNode[] = [];
  /** What stands behind each document, by its key. */
  private readonly details = new Map<string, string>();

  constructor(
    private readonly environments: Environments,
    private readonly library: Library,
  ) {
    this.provider = {
      onDidChangeTreeData: this.changed.event,
      getChildren: (node) => this.childrenOf(node),
      getTreeItem: (node) => this.itemOf(node),
    };
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this.provider,
      showCollapseAll: true,
    });
    const review = vscode.workspace.createFileSystemWatcher(`**/${REVIEW_CONFIGS}`, false, true, false);
    const redrawAll = () => this.changed.fire(undefined);
    this.listeners = vscode.Disposable.from(
      review,
      review.onDidCreate(redrawAll),
      review.onDidDelete(redrawAll),
      coalesce(() => this.refresh(), environments.onDidChangeCurrent),
      library.onDidRead((volume) => this.redraw(volume)),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.view.dispose();
    this.changed.dispose();
  }

  private refresh(): void {
    const environment = this.environments.current();
    const isFirst = environment !== undefined && lacksPolicy(environment);
    this.view.description = environment && (isFirst ? firstPolicy.origin : policyOrigin(environment.policy));
    this.view.message = environment && messageFor(environment);
    if (environment?.policy.documents === this.listed && isFirst === this.isFirst) return;
    this.listed = environment?.policy.documents;
    this.isFirst = isFirst;
    this.changed.fire(undefined);
  }

  private async childrenOf(node: PolicyNode | undefined): Promise<PolicyNode[]> {
    switch (node?.kind) {
      case 'heading':
        return node.children;
      case 'document':
        return headingsOf(node.entry, (await this.library.open(node.entry)).sections);
      case 'first-policy':
        return stepsToPolicy();
      case 'step':
        return [];
      case undefined:
        return this.roots();
    }
  }

  private roots(): PolicyNode[] {
    const environment = this.environments.current();
    this.nodes = this.library.entries().map((entry) => ({ kind: 'document', entry }));
    return environment && lacksPolicy(environment)
      ? [{ kind: 'first-policy' }, ...this.nodes]
      : [...this.nodes];
  }

  private itemOf(node: PolicyNode): vscode.TreeItem {
    switch (node.kind) {
      case 'heading':
        return headingItem(node);
      case 'document':
        return this.documentItem(node);
      case 'first-policy':
        return firstPolicyItem();
      case 'step':
        return stepItem(node);
    }
  }

  /** A document that was read says how old it is; one that says so already stays as it is. */
  private redraw(volume: Volume): void {
    const node = this.nodes.find(({ entry }) => keyOf(entry) === keyOf(volume));
    if (node && this.details.get(keyOf(volume)) !== detailOf(volume)) this.changed.fire(node);
  }

  private documentItem(node: DocumentNode): vscode.TreeItem {
    const { entry } = node;
    const volume = this.library.lastRead(entry);
    const detail = volume ? detailOf(volume) : '';
    this.details.set(keyOf(entry), detail);
    const isLeaf = volume !== undefined && volume.sections.length === 0;
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(entry.title, isLeaf ? None : Collapsed);
    item.id = keyOf(entry);
    item.description = detail;
    item.iconPath = new vscode.ThemeIcon('file' in entry.place ? 'book' : 'globe');
    item.tooltip = 'file' in entry.place ? entry.place.file.fsPath : entry.place.address;
    item.contextValue = 'document';
    item.command = openCommand(entry, '');
    item.accessibilityInformation = { label: [entry.title, detail].filter(Boolean).join(', ') };
    return item;
  }
}

function detailOf({ fetched, isPage, why }: Volume): string {
  if (isPage) return documentNotice.page;
  return fetched === undefined ? (why ?? '') : copyAge(fetched);
}

/** The headings as they nest; the one title of a whole document is not repeated. */
function headingsOf(entry: Entry, sections: readonly DocumentSection[]): HeadingNode[] {
  const headings = sections.filter(({ level }) => level > 0);
  const title = headings.filter(({ level }) => level === 1).length === 1 ? 1 : 0;
  const roots: HeadingNode[] = [];
  const open: HeadingNode[] = [];
  for (const section of headings.filter(({ level }) => level > title)) {
    const node: HeadingNode = { kind: 'heading', entry, section, children: [] };
    while ((open.at(-1)?.section.level ?? 0) >= section.level) open.pop();
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

function headingItem({ entry, section, children }: HeadingNode): vscode.TreeItem {
  const { None, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(section.title, children.length > 0 ? Expanded : None);
  item.id = `${keyOf(entry)}#${section.anchor}`;
  item.command = openCommand(entry, section.anchor);
  item.contextValue = 'heading';
  return item;
}

function openCommand(entry: Entry, anchor: string): vscode.Command {
  return { command: OPEN, title: t('Open the Document'), arguments: [{ entry, anchor }] };
}

function messageFor({ problems }: Environment): string | undefined {
  const inNoFile = problems.filter(({ file }) => file === undefined).map(({ message }) => message);
  if (!vscode.workspace.isTrusted) return [notice.restricted, ...inNoFile].join(' ');
  return problems.length > 0 ? notice.policyProblems(problems.length) : undefined;
}
