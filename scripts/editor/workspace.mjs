// A copy of a workspace, so that what is edited or tested never changes the repository.
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './cleanup.mjs';

/** Copies a folder, without node_modules of its own, into a temporary place; removed at the end. */
export function copyWorkspace(folder) {
  const copy = join(temporaryFolder('workspace'), basename(folder));
  cpSync(folder, copy, { recursive: true });
  return copy;
}
