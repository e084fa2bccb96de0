import * as vscode from 'vscode';
import type { PolicyDocument } from '../../core/index';
import { notice, policyOrigin, t } from '../../core/index';
import { coalesce } from '../coalesce';
import type { CommandId, ViewId } from '../contributions';
import { isAddress, locate } from '../convert';
import type { Environment, Environments } from '../environment/environments';

interface Entry {
  readonly document: PolicyDocument;
  readonly uri: vscode.Uri;
}

const VIEW: ViewId = 'ospoLens.policy';
const OPEN: CommandId = 'ospoLens.openDocument';

/** The documents of the policy; name, revision and origin of the policy stand in the title. */
export function registerPolicyView(environments: Environments): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Entry> = {
    onDidChangeTreeData: changed.event,
    getChildren: (entry) => (entry ? [] : entriesOf(environments.current())),
    getTreeItem: itemOf,
  };
  const view = vscode.window.createTreeView(VIEW, { treeDataProvider: provider });
  const update = () => {
    const environment = environments.current();
    view.description = environment && policyOrigin(environment.policy);
    view.message = environment && messageFor(environment);
    changed.fire(undefined);
  };
  return vscode.Disposable.from(changed, view, coalesce(update, environments.onDidChangeCurrent));
}

function entriesOf(environment: Environment | undefined): Entry[] {
  if (!environment) return [];
  const base = vscode.Uri.joinPath(environment.policyUri, '..');
  return environment.policy.documents.map((document) => ({ document, uri: locate(document.location, base) }));
}

function itemOf({ document: { title, location }, uri }: Entry): vscode.TreeItem {
  const item = new vscode.TreeItem(title);
  item.iconPath = new vscode.ThemeIcon(uri.scheme === 'file' ? 'book' : 'link-external');
  item.tooltip = location;
  item.command = {
    command: OPEN,
    title: t('Open the Document'),
    arguments: [isAddress(location) ? location : uri],
  };
  return item;
}

function messageFor({ policy, problems }: Environment): string | undefined {
  const inNoFile = problems.filter(({ file }) => file === undefined).map(({ message }) => message);
  if (!vscode.workspace.isTrusted) return [notice.restricted, ...inNoFile].join(' ');
  if (problems.length > 0) return notice.policyProblems(problems.length);
  return policy.isDefault ? notice.defaultPolicy : undefined;
}
