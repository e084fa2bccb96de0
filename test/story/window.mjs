// A window of its own for a story: a fresh profile, a fresh copy of the sample, the same server with the installed extension.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleDir } from '../../scripts/editor/paths.mjs';
import { copyWorkspace } from '../../scripts/editor/workspace.mjs';
import { session } from './session.mjs';
import * as workbench from './workbench.mjs';

/**
 * Opens a copy of the sample.
 * @param options.change edits the copy before it is opened
 * @param options.prepare gets the browser's context before anything is loaded
 */
export async function openWindow({ change, prepare } = {}) {
  const workspace = copyWorkspace(sampleDir);
  const files = filesIn(workspace);
  change?.(files);
  const context = await session.page.context().browser().newContext({
    viewport: session.page.viewportSize(),
  });
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`${new URL(session.address).origin}/?folder=${encodeURI(workspace)}`);
  await page.locator('.monaco-workbench .explorer-folders-view').waitFor({ timeout: 60_000 });
  return { context, page, workspace, ...files, close: () => context.close() };
}

/** Opens a window, and the sample's package.json in it, judged. */
export async function openJudged(options) {
  const own = await openWindow(options);
  await workbench.openFile(own.page, 'package.json');
  await workbench.judged(own.page);
  return own;
}

function filesIn(workspace) {
  const read = (name) => readFileSync(join(workspace, name), 'utf8');
  const path = (name) => join(workspace, name);
  /** Puts one text in the place of another, as a person with another editor, or git, would. */
  const replace = (name, from, to) => {
    const before = read(name);
    if (!before.includes(from)) throw new Error(`${name} holds no ${from}`);
    writeFileSync(path(name), before.replace(from, to));
  };
  return { read, path, replace };
}
