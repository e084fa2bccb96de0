import * as vscode from 'vscode';
import type { CommandId, StepId } from '../contributions';

/** What a person has really done: the steps of the walkthrough complete by it. */
export type Milestone = StepId;

/**
 * Commands that reach something. Not by the editor's own events: it runs what a tree, a link or a fix carries under
 * another name.
 */
const BY_COMMAND: Readonly<Partial<Record<CommandId, Milestone>>> = {
  'ospoLens.explain': 'finding',
  'ospoLens.openClause': 'policy',
  'ospoLens.openPolicy': 'policy',
  'ospoLens.openDocument': 'policy',
  'ospoLens.searchPolicy': 'policy',
  'ospoLens.ask': 'ask',
  'ospoLens.openGuidance': 'learn',
};

/** Notes what the run of a command reaches: a page that ships inside is something to learn, no policy. */
export function reachedBy(command: CommandId, argument: unknown, extension: vscode.Uri): void {
  const isOurPage = argument instanceof vscode.Uri && argument.path.startsWith(`${extension.path}/`);
  const milestone = isOurPage ? 'learn' : BY_COMMAND[command];
  if (milestone) reached(milestone);
}

const done = new Set<Milestone>();

/** Notes that something was done for the first time in this window, as the context `ospoLens.reached.<milestone>`. */
export function reached(milestone: Milestone): void {
  if (done.has(milestone)) return;
  done.add(milestone);
  void vscode.commands.executeCommand('setContext', `ospoLens.reached.${milestone}`, true);
}

export function isReached(milestone: Milestone): boolean {
  return done.has(milestone);
}
