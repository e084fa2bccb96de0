import * as vscode from 'vscode';
import { toRange } from '../convert';
import type { Services } from './services';
import { targetOf } from './target';

/** Shows a dependency in its manifest. */
export async function reveal({ store }: Services, argument: unknown): Promise<void> {
  const target = await targetOf(argument, store);
  if (!target) return;
  const document = await vscode.workspace.openTextDocument(target.judged.uri);
  const selection = toRange(document, target.judgement.dependency.nameSpan);
  await vscode.window.showTextDocument(document, { selection });
}
