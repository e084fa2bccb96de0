import * as vscode from 'vscode';
import { firstPolicy, importPolicy } from '../../core/index';
import { findReviewConfig } from '../environment/reviewConfig';
import type { ReviewConfig } from '../environment/reviewConfig';
import { NEW_POLICY, writePolicy } from './policyFiles';
import type { Services } from './services';

/** How long a note in the status bar stays, in milliseconds. */
const NOTE_MS = 6000;

type Way = 'setting' | 'file';

/**
 * Makes the configuration that pull requests are reviewed by the policy of the editor: as it is, or as the start of a policy
 * of one's own. Whoever runs the command by a program may say which in `as`.
 */
export async function useDependencyReview(_services: Services, argument: unknown): Promise<void> {
  const config = await findReviewConfig();
  if (!config) {
    void vscode.window.showInformationMessage(firstPolicy.noReview);
    return;
  }
  const way = wayIn(argument) ?? (await pickWay(config));
  if (way === 'setting') await nameInSetting(config);
  if (way === 'file') await writeFromConfig(config);
}

function wayIn(argument: unknown): Way | undefined {
  const { as } = (argument ?? {}) as { as?: unknown };
  return as === 'setting' || as === 'file' ? as : undefined;
}

async function pickWay({ name }: ReviewConfig): Promise<Way | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly way: Way })[] = [
    { label: firstPolicy.asItIs, detail: firstPolicy.asItIsDetail(name), way: 'setting' },
    { label: firstPolicy.asStart, detail: firstPolicy.asStartDetail(NEW_POLICY), way: 'file' },
  ];
  const options = { title: firstPolicy.takeReview, placeHolder: firstPolicy.how };
  return (await vscode.window.showQuickPick(items, options))?.way;
}

async function nameInSetting({ root, name }: ReviewConfig): Promise<void> {
  const settings = vscode.workspace.getConfiguration('ospoLens', root);
  await settings.update('policy', name, vscode.ConfigurationTarget.WorkspaceFolder);
  vscode.window.setStatusBarMessage(firstPolicy.named(name), NOTE_MS);
}

async function writeFromConfig({ root, name, text }: ReviewConfig): Promise<void> {
  const imported = importPolicy(name, text).value;
  await writePolicy(root, () => Promise.resolve(imported?.yaml));
}
