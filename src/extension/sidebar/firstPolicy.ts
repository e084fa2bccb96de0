import * as vscode from 'vscode';
import { firstPolicy } from '../../core/index';
import { findReviewConfig } from '../environment/reviewConfig';
import type { CommandId } from '../contributions';
import type { Environment } from '../environment/environments';

/** The line that tells of the default policy, and below it what to do about that. */
export interface FirstPolicyNode {
  readonly kind: 'first-policy';
}

export interface StepNode {
  readonly kind: 'step';
  readonly label: string;
  readonly icon: string;
  readonly command: CommandId;
}

/** Whether the default judges because nobody has decided anything: not because a policy is refused or broken. */
export function lacksPolicy({ policy, problems }: Environment): boolean {
  return policy.isDefault && vscode.workspace.isTrusted && problems.length === 0;
}

/** What leads to a policy of one's own. */
export async function stepsToPolicy(): Promise<StepNode[]> {
  const create: StepNode = {
    kind: 'step',
    label: firstPolicy.create,
    icon: 'new-file',
    command: 'ospoLens.createPolicy',
  };
  const take: StepNode = {
    kind: 'step',
    label: firstPolicy.takeReview,
    icon: 'github-action',
    command: 'ospoLens.useDependencyReview',
  };
  const read: StepNode = {
    kind: 'step',
    label: firstPolicy.readDefault,
    icon: 'book',
    command: 'ospoLens.openPolicy',
  };
  return (await findReviewConfig()) ? [create, take, read] : [create, read];
}

export function firstPolicyItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(firstPolicy.title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = 'first-policy';
  item.description = firstPolicy.detail;
  item.tooltip = firstPolicy.spoken;
  item.iconPath = new vscode.ThemeIcon('info');
  item.accessibilityInformation = { label: firstPolicy.spoken };
  return item;
}

export function stepItem({ label, icon, command }: StepNode): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.id = command;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = { command, title: label };
  return item;
}
