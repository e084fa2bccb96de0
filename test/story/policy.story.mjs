// A person reads the policy: at a heading, at the clause of a finding, and where a word stands.
import { strict as assert } from 'node:assert';
import { openJudged } from './window.mjs';
import * as workbench from './workbench.mjs';

describe('somebody who reads the policy', () => {
  let own;
  let page;

  before(async () => {
    own = await openJudged();
    page = own.page;
    await workbench.openSidebar(page, 'OSPO Lens');
  });

  after(() => own?.close());

  const openSearch = () => workbench.openPicker(page, 'OSPO Lens: Search the Policy', 'Search the Policy');
  const policyView = () => workbench.openView(page, 'Policy');

  it('sees whose policy it is, and its documents', async () => {
    const header = (await policyView()).locator('.pane-header');
    await header.filter({ hasText: 'Shop sample policy · 2026-11' }).waitFor();
    const expected = ['Open source policy', 'How to ask the OSPO'].join();
    await workbench.rowsOnce(page, 'Policy', (rows) => rows.join() === expected);
  });

  it('opens it at a heading of the table of contents', async () => {
    const view = await policyView();
    for (const other of ['Approved', 'Dependencies']) await workbench.fold(page, other);
    const row = view.getByText('Open source policy');
    await workbench.openPreview(page, row, 'Open source policy of the sample shop');
    await workbench.unfold(view, 'Open source policy');
    const frame = await workbench.openPreview(page, view.getByText('4.1 Exceptions'), '4.1 Exceptions');
    assert.match(
      await frame.locator('body').innerText(),
      /Each has a reason, an approver and, as a rule, an end/,
    );
  });

  it('searches it for words, and opens the place', async () => {
    await workbench.accept(page, async () => {
      const [first] = await workbench.search(page, 'contract', '2.5 Commercial packages', {
        open: openSearch,
      });
      assert.match(first, /needs a contract/);
    });
    await workbench.previewAt(page, '2.5 Commercial packages');
  });

  it('says so where a word stands nowhere', async () => {
    await workbench.accept(page, () =>
      workbench.search(page, 'xylophone', 'No paragraph holds "xylophone".', { open: openSearch }),
    );
    await workbench.search(page, 'mit', '2.1 Permissive licenses');
    await page.keyboard.press('Escape');
  });

  it('is led from a finding to its clause', async () => {
    await page.locator('.tab[data-resource-name="package.json"]').click();
    await workbench.takeFix(page, 'ua-parser-js', 'Open the policy clause');
    await workbench.previewAt(page, '2.3 Network copyleft');
  });
});
