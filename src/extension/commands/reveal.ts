import * as vscode from 'vscode';
import { toRange } from '../convert';
import type { Services } from './services';
import { targetOf } from './target';
import type { Target } from './target';

/** Shows a dependency in its manifest. */
export async function reveal({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (target) await show(target);
}

/** Shows a dependency in its manifest with the menu of what may be done about it. */
export async function fixDependency({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (!target) return;
  await show(target);
  await vscode.commands.executeCommand('editor.action.quickFix');
}

async function show(target: Target): Promise<void> {
  const document = await vscode.workspace.openTextDocument(target.judged.uri);
  const selection = toRange(document, target.judgement.dependency.nameSpan);
  await vscode.window.showTextDocument(document, { selection });
}
