// Whatever a script starts or creates, it ends and removes: on success, on failure and on Ctrl+C.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pending = [];
let stopping;

/** Remembers what must be undone; the last one in is the first one undone. While we are ending, it is undone at once. */
export function onCleanup(undo) {
  if (stopping) void undo();
  else pending.push(undo);
}

/** Runs something and undoes at its end, however it ends, what it left to be undone. */
export async function scoped(run) {
  const before = pending.length;
  try {
    return await run();
  } finally {
    await cleanup(before);
  }
}

/** Undoes what is remembered. An undo that fails is told and does not hold up the others. */
async function cleanup(keep = 0) {
  while (pending.length > keep) {
    try {
      await pending.pop()();
    } catch (error) {
      console.error(`Could not clean up: ${error.message}`);
    }
  }
}

/**
 * Runs a script's main function; its number is the exit code. Cleans up whatever happens.
 * @param interrupted the exit code after Ctrl+C: 0 where that is how a script is meant to end
 */
export async function main(run, interrupted = 130) {
  process.on('SIGINT', () => void stop(interrupted));
  process.on('SIGTERM', () => void stop(interrupted && 143));
  let code = 1;
  try {
    code = (await run(process.argv.slice(2))) ?? 0;
  } catch (error) {
    // What fails because we are ending it is no failure.
    if (!stopping) console.error(error.expected ? error.message : error.stack);
  }
  await stop(code);
}

function stop(code) {
  stopping ??= cleanup().then(() => process.exit(code));
  return stopping;
}

/** A failure that the message explains fully, so that no stack is printed. */
export function fail(message) {
  return Object.assign(new Error(message), { expected: true });
}

/** A new folder, removed at the end. Its path is free of links: an editor compares paths as text. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `ospo-lens-${name}-`));
  onCleanup(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}
