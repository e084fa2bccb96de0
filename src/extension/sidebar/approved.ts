import * as vscode from 'vscode';
import type { Alternative, AlternativeChoice } from '../../core/index';
import { alternativeText, approvedLabel, needTitle, t } from '../../core/index';
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

export type ApprovedNode = Need | Choice;

const VIEW: ViewId = 'ospoLens.approved';
const SHOW: CommandId = 'ospoLens.showAlternative';

/** What the policy approves, by the need that it serves; within a need, as the policy ranks it. */
export class ApprovedView implements vscode.Disposable {
  readonly provider: vscode.TreeDataProvider<ApprovedNode>;
  private readonly resources: vscode.Disposable;

  constructor(environments: Environments) {
    const changed = new vscode.EventEmitter<undefined>();
    let shown: readonly Alternative[] = [];
    this.provider = {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => {
        if (node) return node.kind === 'need' ? [...node.choices] : [];
        shown = environments.current()?.policy.alternatives ?? [];
        return needsOf(shown);
      },
      getTreeItem: (node) => (node.kind === 'need' ? needItem(node) : choiceItem(node)),
    };
    this.resources = vscode.Disposable.from(
      changed,
      coalesce(() => {
        // Another manifest of the same policy shows the same list.
        if (environments.current()?.policy.alternatives !== shown) changed.fire(undefined);
      }, environments.onDidChangeCurrent),
      vscode.window.createTreeView(VIEW, { treeDataProvider: this.provider, showCollapseAll: true }),
    );
  }

  dispose(): void {
    this.resources.dispose();
  }
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
  item.accessibilityInformation = { label: `${need.title}: ${item.description}` };
  return item;
}

function choiceItem({ need, choice }: Choice): vscode.TreeItem {
  const item = new vscode.TreeItem(choice.name);
  item.id = `${need}|${choice.name}`;
  item.description = [choice.range, choice.reason].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = choice.link === undefined ? 'choice' : 'choice guide';
  item.tooltip = alternativeText(choice);
  item.command = { command: SHOW, title: t('Show the Reason'), arguments: [{ choice }] };
  item.accessibilityInformation = { label: approvedLabel(choice, need) };
  return item;
}
