import * as vscode from 'vscode';
import { t } from '../../core/index';
import { openDocument } from '../commands/documents';
import type { Services } from '../commands/services';
import { learnEntries } from './learn';

/** Lets a text be picked, and opens it. */
export async function openGuidance(services: Services): Promise<void> {
  const { environments, context } = services;
  const items = learnEntries(environments, context.extensionUri).map((entry) => ({
    label: entry.label,
    detail: entry.about,
    iconPath: new vscode.ThemeIcon(entry.isOwn ? 'organization' : 'mortar-board'),
    target: entry.target,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t('OSPO Lens: Guidance'),
    placeHolder: t('What would you like to read?'),
    matchOnDetail: true,
  });
  if (picked) await openDocument(services, picked.target);
}
