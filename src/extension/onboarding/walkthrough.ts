import * as vscode from 'vscode';
import type { StepId } from '../contributions';
import { walkthroughId } from '../contributions';

const EXTENSION = 'ospo-lens.ospo-lens';

/** Opens the walkthrough beside what is open, at a step where one is named. */
export async function showWalkthrough(step?: StepId): Promise<void> {
  const category = `${EXTENSION}#${walkthroughId}`;
  const place = step === undefined ? category : { category, step };
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', place, step !== undefined);
}
