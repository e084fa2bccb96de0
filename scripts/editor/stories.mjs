// Runs test/story with mocha against an open workbench.
import Mocha from 'mocha';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { session as shared } from '../../test/story/session.mjs';
import { root } from './paths.mjs';

const stories = join(root, 'test', 'story');
const pictures = join(root, 'out', 'story');

/** The usual tree of names, then the failures; the counts are printed once, last, by the caller. */
class TreeReporter extends Mocha.reporters.Spec {
  epilogue() {
    if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
  }
}

/**
 * Lives every story, one after the other, in the same window.
 * @param session what `openSession` returned
 * @returns {Promise<Mocha.Stats>} how many passed and failed
 */
export async function runStories(session, grep) {
  Object.assign(shared, session);
  rmSync(pictures, { recursive: true, force: true });
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: TreeReporter });
  if (grep) mocha.grep(grep);
  for (const name of readdirSync(stories).sort())
    if (name.endsWith('.story.mjs')) mocha.addFile(join(stories, name));
  mocha.suite.afterEach(function () {
    return this.currentTest.state === 'failed'
      ? keepPicture(session.page, this.currentTest.title)
      : undefined;
  });
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
}

/** Of the window that was opened last: a story with a window of its own closes it at its end. */
async function keepPicture(first, title) {
  const page = first.context().browser().contexts().at(-1)?.pages()[0] ?? first;
  mkdirSync(pictures, { recursive: true });
  const path = join(pictures, `${title.replace(/\W+/g, '-')}.png`);
  await page.screenshot({ path });
  console.log(`      seen at that moment: ${path}`);
}
