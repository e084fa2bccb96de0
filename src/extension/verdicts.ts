import * as vscode from 'vscode';
import type { Judgement, Verdict, VerdictGroup } from '../core/index';
import { isMarked, isOwn, isPending } from '../core/index';

const ICONS: Readonly<Record<Verdict, vscode.ThemeIcon>> = {
  allowed: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  conditions: new vscode.ThemeIcon('info', new vscode.ThemeColor('notificationsInfoIcon.foreground')),
  review: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  unknown: new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground')),
  denied: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
};

const PENDING = new vscode.ThemeIcon('ellipsis');
const OWN = new vscode.ThemeIcon('home');
const SNOOZED = new vscode.ThemeIcon('bell-slash');

/** A shape for each group of dependencies, so that nobody needs the color. */
export function groupIcon(group: VerdictGroup): vscode.ThemeIcon {
  if (group === 'own') return OWN;
  if (group === 'snoozed') return SNOOZED;
  return group === 'pending' ? PENDING : ICONS[group];
}

export function verdictIcon(judgement: Judgement): vscode.ThemeIcon {
  if (isPending(judgement)) return PENDING;
  return isOwn(judgement) ? OWN : ICONS[judgement.verdict];
}

/** In a list, where the icon is all that tells an allowed package that needs action from one that does not. */
export function rowIcon(judgement: Judgement): vscode.ThemeIcon {
  return isMarked(judgement) ? ICONS.review : verdictIcon(judgement);
}
