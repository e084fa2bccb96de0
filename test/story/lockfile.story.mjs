// A person whose pull left a merge conflict in the lockfile: sees that nothing is known from it and where, resolves it, and all is well.
import { strict as assert } from 'node:assert';
import { openJudged } from './window.mjs';
import * as workbench from './workbench.mjs';

const LINE = '  "lockfileVersion": 3,\n';
const CONFLICT = `<<<<<<< HEAD\n${LINE}=======\n${LINE}>>>>>>> origin/main\n`;
const NOTE =
  /^package-lock\.json has an unresolved merge conflict, line \d+: versions are not taken from it, and what dependencies bring is not judged\. Resolve it, or install anew\.$/;

describe('somebody whose lockfile is in the middle of a merge', () => {
  let own;
  let page;

  before(async () => {
    own = await openJudged({ change: ({ replace }) => replace('package-lock.json', LINE, CONFLICT) });
    page = own.page;
  });

  after(() => own?.close());

  const message = () => page.locator('.sidebar .tree-explorer-viewlet-tree-view .message').first();
  const problems = async () => {
    const rows = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
    return rows.map((row) => row.replace(/\s+/g, ' ').trim());
  };

  it('reads above the dependencies that nothing is known from it', async () => {
    await workbench.openSidebar(page, 'OSPO Lens');
    await workbench.until('the note', async () => NOTE.test((await message().innerText()).trim()));
    await workbench.statusOnce(page, /unresolved merge conflict/);
  });

  it('finds it among the problems, on the lockfile and at the dependencies, and no message pops up', async () => {
    await workbench.runCommand(page, 'Problems: Focus on Problems View');
    await page.getByPlaceholder('Filter (e.g. text').fill('lockfile.');
    // On the lockfile, and on the dependencies of the package.json beside it.
    await workbench.until('both problems', async () => {
      const all = (await problems()).filter((row) => row.includes('lockfile.conflict'));
      return all.length === 2;
    });
    assert.equal(await page.locator('.notification-list-item').count(), 0);
  });

  it('sees all of it go when the conflict is resolved', async () => {
    own.replace('package-lock.json', CONFLICT, LINE);
    await workbench.until('no note', async () => !(await message().isVisible()));
    await workbench.until('no problem', async () =>
      (await problems()).every((row) => !row.includes('lockfile.')),
    );
    await workbench.rowsWith(page, 'Dependencies', /^(Denied|Unknown|Needs review)/);
  });
});
