import * as vscode from 'vscode';
import type { Grouping } from '../../core/index';
import {
  broughtRow,
  groupCount,
  groupLabel,
  hasWayOut,
  inlayOf,
  moreText,
  snoozeMark,
  spokenVerdict,
  t,
} from '../../core/index';
import type { CommandId } from '../contributions';
import { groupIcon, rowIcon } from '../verdicts';
import type { Brought, Group, Leaf, More } from './dependencyModel';

const REVEAL: CommandId = 'ospoLens.reveal';

export function groupItem({ content, expanded }: Group, grouping: Grouping): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(content.title, expanded ? Expanded : Collapsed);
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
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(ref.name, judgement.brought?.length ? Collapsed : None);
  item.id = `${leaf.group.content.id}|${leaf.id}`;
  item.description = details.filter((detail) => detail !== undefined).join(' · ');
  item.iconPath = rowIcon(judgement);
  item.contextValue = ['dependency', isFixable && 'fixable', silent && 'snoozed'].filter(Boolean).join(' ');
  item.command = { command: REVEAL, title: t('Show in package.json'), arguments: [ref] };
  item.accessibilityInformation = {
    label: [ref.name, spokenVerdict(judgement), ...details].filter(Boolean).join(', '),
  };
  return item;
}

export function moreItem({ id, leaves }: More): vscode.TreeItem {
  const item = new vscode.TreeItem(moreText(leaves.length), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = id;
  item.contextValue = 'more';
  return item;
}

export function broughtItem({ id, leaf, finding }: Brought): vscode.TreeItem {
  const { label, details, tooltip, spoken } = broughtRow(finding);
  const item = new vscode.TreeItem(label);
  item.id = `${leaf.group.content.id}|${id}`;
  item.description = details.join(' · ');
  item.iconPath = groupIcon(finding.via?.judged.verdict ?? 'unknown');
  item.tooltip = tooltip;
  const clause = finding.clause && 'clause';
  item.contextValue = ['brought', hasWayOut(finding) && 'fixable', clause].filter(Boolean).join(' ');
  item.command = { command: REVEAL, title: t('Show in package.json'), arguments: [leaf.ref] };
  item.accessibilityInformation = { label: spoken };
  return item;
}
