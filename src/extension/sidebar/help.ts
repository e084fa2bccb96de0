import * as vscode from 'vscode';
import type { ViewId } from '../contributions';
import type { ExceptionRequest, RequestStatus } from '../../core/index';
import { helpWords, requestStatus, requestText, requestWords, stateText, t } from '../../core/index';
import { coalesce } from '../coalesce';
import type { Environments } from '../environment/environments';
import { learnEntries } from '../onboarding/learn';
import type { RequestStore } from '../requests/store';
import type { HelpEntry } from './helpEntry';
import { policySection } from './helpPolicy';

const VIEW: ViewId = 'ospoLens.help';

/** Where to go on: whom to ask, what to learn, how OSPO Lens works. */
export class HelpView implements vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<HelpEntry>;
  private readonly subscription: vscode.Disposable;

  constructor(environments: Environments, requests: RequestStore, extension: vscode.Uri) {
    const changed = new vscode.EventEmitter<undefined>();
    this.provider = {
      onDidChangeTreeData: changed.event,
      getChildren: async (entry) => {
        if (entry) return [...(entry.children ?? [])];
        const policy = await policySection(environments);
        const mine = requestsSection(environments, requests);
        return entriesOf([...mine, ...policy, learnSection(environments, extension)], extension);
      },
      getTreeItem: itemOf,
    };
    this.subscription = vscode.Disposable.from(
      changed,
      coalesce(() => changed.fire(undefined), environments.onDidChangeCurrent, requests.onDidChange),
      vscode.window.registerTreeDataProvider(VIEW, this.provider),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function entriesOf(sections: readonly HelpEntry[], extension: vscode.Uri): HelpEntry[] {
  const guide = (name: string) => vscode.Uri.joinPath(extension, 'resources', 'docs', name);
  const page = (label: string, icon: string, name: string): HelpEntry => ({
    label,
    icon,
    command: 'ospoLens.openDocument',
    argument: guide(name),
  });
  return [
    { label: t('Ask the OSPO'), icon: 'comment-discussion', command: 'ospoLens.ask' },
    { label: t('Explain a verdict'), icon: 'question', command: 'ospoLens.explain' },
    { label: helpWords.report, icon: 'graph', command: 'ospoLens.openReport' },
    ...sections,
    { label: helpWords.giveBack, icon: 'heart', command: 'ospoLens.giveBack' },
    page(t('What OSPO Lens checks'), 'book', 'findings.md'),
    page(t('How to write a policy'), 'law', 'policy-guide.md'),
    { label: t('What would be sent'), icon: 'eye', command: 'ospoLens.whatWouldBeSent' },
    page(t('Which service learns what'), 'shield', 'what-is-sent.md'),
    { label: t('Open the sample workspace'), icon: 'beaker', command: 'ospoLens.openSample' },
    { label: t('Show the log'), icon: 'output', command: 'ospoLens.showOutput' },
  ];
}

/**
 * What was asked of the OSPO, and what became of it; there only where something was asked. A pending one leads to taking one
 * back, a decided one to what decided it, a withdrawn one to its dependency.
 */
function requestsSection(environments: Environments, requests: RequestStore): HelpEntry[] {
  const policy = environments.current()?.policy;
  const now = new Date().toISOString();
  const children = requests.all().map((request): HelpEntry => {
    const status = policy ? requestStatus(request, policy, now) : ({ state: 'pending' } as const);
    return {
      label: `${request.package} · ${stateText(status)}`,
      icon: STATE_ICONS[status.state],
      tooltip: requestText(request, status),
      ...leadOf(request, status),
    };
  });
  return children.length === 0 ? [] : [{ label: requestWords.mine, icon: 'inbox', children }];
}

function leadOf({ package: name }: ExceptionRequest, status: RequestStatus): Partial<HelpEntry> {
  switch (status.state) {
    case 'pending':
      return { command: 'ospoLens.withdrawRequest' };
    case 'approved':
    case 'denied':
      return { command: 'ospoLens.openClause', argument: { clause: status.by.clause } };
    case 'withdrawn':
      return { command: 'ospoLens.filterDependencies', argument: name };
  }
}

const STATE_ICONS = {
  pending: 'clock',
  approved: 'pass',
  denied: 'error',
  withdrawn: 'circle-slash',
} as const satisfies Readonly<Record<RequestStatus['state'], string>>;

function learnSection(environments: Environments, extension: vscode.Uri): HelpEntry {
  const children = learnEntries(environments, extension).map(
    ({ label, about, isOwn, target }): HelpEntry => ({
      label,
      icon: isOwn ? 'organization' : 'file-text',
      tooltip: about,
      command: 'ospoLens.openDocument',
      argument: target,
    }),
  );
  const start: HelpEntry = { label: t('Get started'), icon: 'rocket', command: 'ospoLens.getStarted' };
  return { label: t('Learn'), icon: 'mortar-board', children: [start, ...children] };
}

function itemOf({ label, icon, command, argument, tooltip, children }: HelpEntry): vscode.TreeItem {
  const { Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, children ? Expanded : None);
  item.iconPath = new vscode.ThemeIcon(icon);
  if (tooltip !== undefined) {
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `${label}, ${tooltip}` };
  }
  if (command) item.command = { command, title: label, arguments: argument === undefined ? [] : [argument] };
  return item;
}
