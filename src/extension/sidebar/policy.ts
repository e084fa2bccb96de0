import * as vscode from 'vscode';
import type { DocumentSection, PolicyDocument } from '../../core/index';
import { copyAge, documentNotice, notice, policyOrigin, t } from '../../core/index';
import { coalesce } from '../coalesce';
import type { CommandId, ViewId } from '../contributions';
import type { Environment, Environments } from '../environment/environments';
import type { Entry, Library, Volume } from '../policyDocuments/library';
import { keyOf } from '../policyDocuments/library';

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

export type PolicyNode = DocumentNode | HeadingNode;

const VIEW: ViewId = 'ospoLens.policy';
const OPEN: CommandId = 'ospoLens.openDocument';

/** The documents of the policy and their headings; name, revision and origin of the policy stand in the title. */
export class PolicyView implements vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<PolicyNode>;
  private readonly changed = new vscode.EventEmitter<PolicyNode | undefined>();
  private readonly view: vscode.TreeView<PolicyNode>;
  private readonly listeners: vscode.Disposable;
  private listed: readonly PolicyDocument[] | undefined;
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
      getTreeItem: (node) => (node.kind === 'document' ? this.documentItem(node) : headingItem(node)),
    };
    this.view = vscode.window.createTreeView(VIEW, {
      treeDataProvider: this.provider,
      showCollapseAll: true,
    });
    this.listeners = vscode.Disposable.from(
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
    this.view.description = environment && policyOrigin(environment.policy);
    this.view.message = environment && messageFor(environment);
    if (environment?.policy.documents === this.listed) return;
    this.listed = environment?.policy.documents;
    this.changed.fire(undefined);
  }

  private async childrenOf(node: PolicyNode | undefined): Promise<PolicyNode[]> {
    if (node?.kind === 'heading') return node.children;
    if (node) return headingsOf(node.entry, (await this.library.open(node.entry)).sections);
    this.nodes = this.library.entries().map((entry) => ({ kind: 'document', entry }));
    return [...this.nodes];
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

function messageFor({ policy, problems }: Environment): string | undefined {
  const inNoFile = problems.filter(({ file }) => file === undefined).map(({ message }) => message);
  if (!vscode.workspace.isTrusted) return [notice.restricted, ...inNoFile].join(' ');
  if (problems.length > 0) return notice.policyProblems(problems.length);
  return policy.isDefault ? notice.defaultPolicy : undefined;
}
