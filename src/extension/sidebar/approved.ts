import * as vscode from 'vscode';
import type { Alternative, AlternativeChoice } from '../../core/index';
import { alternativeText, needTitle, t } from '../../core/index';
import { coalesce } from '../coalesce';
import type { CommandId, ViewId } from '../contributions';
import type { Environments } from '../environment/environments';

interface Need {
  readonly kind: 'need';
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface Choice {
  readonly kind: 'choice';
  readonly need: string;
  readonly choice: AlternativeChoice;
}

type Node = Need | Choice;

const VIEW: ViewId = 'ospoLens.approved';
const SHOW: CommandId = 'ospoLens.showAlternative';

/** What the policy approves, by the need that it serves. */
export function registerApproved(environments: Environments): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => {
      if (node) return node.kind === 'need' ? [...node.choices] : [];
      return needsOf(environments.current()?.policy.alternatives ?? []);
    },
    getTreeItem: (node) => (node.kind === 'need' ? needItem(node) : choiceItem(node)),
  };
  return vscode.Disposable.from(
    changed,
    coalesce(() => changed.fire(undefined), environments.onDidChangeCurrent),
    vscode.window.createTreeView(VIEW, { treeDataProvider: provider, showCollapseAll: true }),
  );
}

function needsOf(alternatives: readonly Alternative[]): Need[] {
  const needs = new Map<string, Choice[]>();
  for (const alternative of alternatives) {
    const title = needTitle(alternative);
    const choices = needs.get(title) ?? [];
    const isNew = (choice: AlternativeChoice) => !choices.some((one) => one.choice.name === choice.name);
    for (const choice of alternative.use.filter(isNew)) choices.push({ kind: 'choice', need: title, choice });
    needs.set(title, choices);
  }
  return [...needs]
    .map(([title, choices]): Need => ({ kind: 'need', title, choices }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

function needItem(need: Need): vscode.TreeItem {
  const item = new vscode.TreeItem(need.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = need.title;
  item.description = need.choices.map(({ choice }) => choice.name).join(', ');
  return item;
}

function choiceItem({ need, choice }: Choice): vscode.TreeItem {
  const item = new vscode.TreeItem(choice.name);
  item.id = `${need}|${choice.name}`;
  item.description = choice.range;
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'choice';
  item.tooltip = alternativeText(choice);
  item.command = { command: SHOW, title: t('Show the Reason'), arguments: [{ choice }] };
  return item;
}
