// A newcomer with an empty window: starts the walkthrough, opens the sandbox, and does what each step asks for.
import { strict as assert } from 'node:assert';
import { session } from './session.mjs';
import * as workbench from './workbench.mjs';

describe('a newcomer', () => {
  let context;
  let page;

  before(async () => {
    context = await session.page.context().browser().newContext({ viewport: session.page.viewportSize() });
    page = await context.newPage();
    const empty = new URL(session.address);
    empty.search = '?ew=true';
    await page.goto(empty.href);
    // Commands are there when the extension is known.
    await page.locator('.activitybar .action-label[aria-label^="OSPO Lens"]').waitFor({ timeout: 60_000 });
  });

  after(() => context?.close());

  const step = (id) => page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
  const isDone = async (id) => (await step(id).getAttribute('aria-checked')) === 'true';
  const done = (id) => workbench.until(`the step ${id} checked`, () => isDone(id));

  async function press(id, label) {
    await step(id).waitFor();
    if ((await step(id).getAttribute('aria-expanded')) !== 'true') await step(id).click({ timeout: 3000 });
    await step(id).getByRole('button', { name: label, exact: true }).click({ timeout: 3000 });
  }

  it('is led to a sandbox, which takes the place of the empty window', async () => {
    await workbench.runCommand(page, 'OSPO Lens: Get Started');
    await press('sandbox', 'Open the Sandbox');
    await page.waitForURL(/folder=.*ospo-lens-sandbox-\w+\/shop/);
    await page.locator('.tab.active[data-resource-name="package.json"]').first().waitFor({ timeout: 60_000 });
    await done('sandbox');
    assert.equal(await isDone('finding'), false);
  });

  it('reads a finding', async () => {
    const card = page
      .locator('.monaco-hover:not(.hidden) .monaco-hover-content')
      .filter({ hasText: 'Denied' });
    // The walkthrough may take the focus in the middle of it: then there is no text to show a hover in.
    await workbench.until('the finding', async () => {
      if (!(await card.first().isVisible())) await press('finding', 'Show a Finding');
      return workbench.seen(card.first());
    });
    await done('finding');
    assert.equal(await isDone('advice'), false);
  });

  it('takes an approved alternative', async () => {
    const open = () => press('advice', 'Show the Fixes');
    await workbench.chooseFix(page, 'Replace request by undici', open);
    await done('advice');
  });

  it('finds the policy', async () => {
    await press('policy', 'Show the Policy');
    const policy = await workbench.openView(page, 'Policy');
    assert.equal(await isDone('policy'), false);
    await workbench.openPreview(page, policy.getByText('Open source policy'), 'Open source policy');
    await done('policy');
  });
});
