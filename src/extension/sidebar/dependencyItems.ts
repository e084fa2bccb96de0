import * as vscode from 'vscode';
import type { Grouping } from '../../core/index';
import { groupCount, groupLabel, inlayOf, snoozeMark, t, verdictTitle } from '../../core/index';
import type { CommandId } from '../contributions';
import { groupIcon, verdictIcon } from '../verdicts';
import type { Group, Leaf } from './dependencyModel';

const REVEAL: CommandId = 'ospoLens.reveal';

/** What nobody needs to look at is folded at first. */
const QUIET: readonly string[] = ['snoozed', 'conditions', 'allowed', 'own', 'pending'];

export function groupItem({ content }: Group, grouping: Grouping): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(content.title, QUIET.includes(content.worst) ? Collapsed : Expanded);
  item.id = content.id;
  item.description = groupCount(content, grouping);
  item.iconPath = grouping === 'manifest' ? new vscode.ThemeIcon('json') : groupIcon(content.worst);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: groupLabel(content) };
  return item;
}

export function leafItem(leaf: Leaf, grouping: Grouping, isFixable: boolean): vscode.TreeItem {
  const { judgement, ref } = leaf;
  const inlay = inlayOf(judgement)?.text;
  const folder = grouping === 'manifest' ? '' : leaf.path.replace(/\/?package\.json$/, '');
  const silent = snoozeMark(leaf.snoozes);
  const details = [judgement.evidence.version?.value, inlay, folder === '' ? undefined : folder, silent];
  const item = new vscode.TreeItem(ref.name);
  item.id = `${leaf.group.content.id}|${leaf.id}`;
  item.description = details.filter((detail) => detail !== undefined).join(' · ');
  item.iconPath = verdictIcon(judgement);
  item.contextValue = ['dependency', isFixable && 'fixable', silent && 'snoozed'].filter(Boolean).join(' ');
  item.command = { command: REVEAL, title: t('Show in package.json'), arguments: [ref] };
  item.accessibilityInformation = {
    label: [ref.name, verdictTitle[judgement.verdict], ...details].filter(Boolean).join(', '),
  };
  return item;
}
