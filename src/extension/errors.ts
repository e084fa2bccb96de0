import * as vscode from 'vscode';
import { type Logger, t, translated } from '../core/index';

/** For work in the background: a failure is written to the log and disturbs nobody. */
export function logErrors(work: Promise<unknown>, doing: string, logger: Logger): void {
  work.catch((error: unknown) => logError(error, doing, logger));
}

export function logError(error: unknown, doing: string, logger: Logger): void {
  logger.log('error', `Could not ${doing}: ${describe(error)}`);
}

/** For what the user asked for: a failure is said, once, and logged. */
export async function showErrors<T>(
  work: () => Promise<T>,
  doing: string,
  logger: Logger,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    logger.log('error', `Could not ${doing}: ${describe(error)}`);
    void vscode.window.showErrorMessage(t('OSPO Lens could not {0}: {1}', translated(doing), shortly(error)));
    return undefined;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function shortly(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
