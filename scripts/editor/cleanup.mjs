// Whatever a script starts or creates, it ends and removes: on success, on failure and on Ctrl+C.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pending = [];

/** Remembers what must be undone; the last one in is the first one undone. */
export function onCleanup(undo) {
  pending.push(undo);
}

/** Undoes everything that is remembered. An undo that fails is told and does not hold up the others. */
export async function cleanup() {
  while (pending.length > 0) {
    try {
      await pending.pop()();
    } catch (error) {
      console.error(`Could not clean up: ${error.message}`);
    }
  }
}

/** Runs a script's main function; its number is the exit code. Cleans up whatever happens. */
export async function main(run) {
  const stopOn = (signal, code) => process.once(signal, () => void cleanup().then(() => process.exit(code)));
  stopOn('SIGINT', 130);
  stopOn('SIGTERM', 143);
  let code = 1;
  try {
    code = (await run(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error.expected ? error.message : error);
  }
  await cleanup();
  process.exit(code);
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
