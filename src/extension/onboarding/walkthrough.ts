import * as vscode from 'vscode';
import type { StepId } from '../contributions';
import { walkthroughId } from '../contributions';

const EXTENSION = 'ospo-lens.ospo-lens';

/** Opens the walkthrough, beside the text that is open where there is one; at a step where one is named. */
export async function showWalkthrough(step?: StepId): Promise<void> {
  const category = `${EXTENSION}#${walkthroughId}`;
  const place = step === undefined ? category : { category, step };
  const isBeside = vscode.window.activeTextEditor !== undefined;
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', place, isBeside);
}
