#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { parseCommand } from './args';
import type { Command } from './args';
import { startQuickly } from './engine';
import { HELP } from './help';
import { processOutput } from './output';
import type { Output } from './output';
import type { Run } from './run';
import { TOOL } from './version';

/** Runs the command line and ends the process with its exit code. */
async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2));
  const output = processOutput(!('color' in command) || command.color);
  if ('error' in command) {
    output.err(`${command.error} See ospo-lens help.`);
    return end(2, output);
  }
  return end(await runSafely(command, output), output);
}

/** A bug of ours must not look like a clean project. */
async function runSafely(command: Command, output: Output): Promise<number> {
  try {
    return await dispatch(command, output);
  } catch (error) {
    output.err(
      `this should not happen, please report it: ${String(error instanceof Error ? error.stack : error)}`,
    );
    return 2;
  }
}

/** Each command is a door of its own, so that none waits for the code of the others. */
async function dispatch(command: Command, output: Output): Promise<number> {
  switch (command.name) {
    case 'help':
      output.out(HELP);
      return 0;
    case 'version':
      output.out(`${TOOL.version}\n`);
      return 0;
    case 'check':
      startQuickly();
      return (await import('./checkCommand')).runCheck(command, startRun(command.timeout), output);
    case 'review':
      return (await import('./reviewCommand')).runReview(command, startRun(command.timeout), output);
    case 'explain':
      return (await import('./explainCommand')).runExplain(command, startRun(command.timeout), output);
    case 'sent':
      return (await import('./sentCommand')).runSent(command, startRun(command.timeout), output);
    case 'policy-import':
      return (await import('./policyImportCommand')).runPolicyImport(command, process.cwd(), output);
    case 'evidence-build':
      return (await import('./evidenceCommand')).runEvidenceBuild(command, startRun(command.timeout), output);
    case 'cache':
      return (await import('./cacheCommand')).runCache(command, process.cwd(), output);
    case 'policy-test':
      return (await import('./policyTestCommand')).runPolicyTest(command, startRun(command.timeout), output);
  }
}

/** Starts the clock of a command: its network is given up after some seconds, or on Ctrl+C. */
function startRun(seconds: number): Run {
  const controller = new AbortController();
  // Every question of a run listens to the one signal of the run: many listeners are no leak.
  setMaxListeners(0, controller.signal);
  setTimeout(() => controller.abort(), seconds * 1000).unref();
  process.once('SIGINT', () => {
    controller.abort();
    process.exitCode = 130;
  });
  const { signal } = controller;
  return { cwd: process.cwd(), now: new Date().toISOString(), environment: process.env, signal };
}

/** Everything written must be out before the process ends; nothing else may keep it alive, such as idle connections. */
async function end(code: number, output: Output): Promise<void> {
  try {
    await output.flush();
  } catch (error) {
    output.err(`the output could not be written: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
  process.exit(process.exitCode ?? code);
}

void main();
