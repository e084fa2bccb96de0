import * as vscode from 'vscode';
import type { Judgement, Verdict } from '../core/index';

const ICONS: Readonly<Record<Verdict, vscode.ThemeIcon>> = {
  allowed: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  conditions: new vscode.ThemeIcon('info', new vscode.ThemeColor('notificationsInfoIcon.foreground')),
  review: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  unknown: new vscode.ThemeIcon('question', new vscode.ThemeColor('list.warningForeground')),
  denied: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
};

const PENDING = new vscode.ThemeIcon('ellipsis');

/** A shape for each verdict, so that nobody needs the color. */
export function iconOf(verdict: Verdict): vscode.ThemeIcon {
  return ICONS[verdict];
}

export function verdictIcon(judgement: Judgement): vscode.ThemeIcon {
  return judgement.pending && judgement.verdict === 'unknown' ? PENDING : ICONS[judgement.verdict];
}
