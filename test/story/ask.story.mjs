// A person asks the OSPO: sees the case, opens the form with it, sees it pending, and then what was decided.
import { strict as assert } from 'node:assert';
import { openWindow } from './window.mjs';
import * as workbench from './workbench.mjs';

const FORM = 'https://forms.shop.example.com/ospo/new';
const DECISION = `exceptions:
  - package: ua-parser-js
    reason: Its source is offered to those who use the shop.
    approver: J. Doe
    expires: 2999-12-31
    id: OSPO-101
`;

describe('somebody who asks the OSPO', () => {
  let own;
  let page;
  let manifest;

  before(async () => {
    own = await openWindow({
      change: ({ replace }) =>
        replace(
          'ospo-policy.yaml',
          'mailto:ospo@shop.example.com?subject={title}&body={body}',
          `${FORM}?title={title}&body={body}`,
        ),
      // The form of a company: nothing of it is on this machine.
      prepare: (context) => context.route(`${FORM}**`, (route) => route.fulfill({ body: 'The form' })),
    });
    page = own.page;
    manifest = own.read('package.json');
    await workbench.openFile(page, 'package.json');
    await workbench.goTo(page, 'ua-parser-js');
    await workbench.until('an error', async () => (await workbench.squiggles(page)).error);
  });

  after(() => own?.close());

  const press = (label) => workbench.dialog(page).getByRole('button', { name: label, exact: true }).click();

  async function openCase() {
    await workbench.takeFix(page, 'ua-parser-js', 'Ask the OSPO about ua-parser-js');
    await workbench.dialog(page).waitFor();
    return workbench.dialog(page).innerText();
  }

  it('reads the whole case and where it goes before anything opens', async () => {
    const text = await openCase();
    const parts = ['ua-parser-js 2.0.10', 'AGPL-3.0-or-later', 'in production, package.json', 'policy 2.3'];
    for (const part of [...parts, FORM])
      assert.ok(text.includes(part), `${part} is not in the dialog:\n${text}`);
    assert.equal(own.context.pages().length, 1);
    await press('Cancel');
    await workbench.dialog(page).waitFor({ state: 'hidden' });
    const help = await workbench.openSidebar(page, 'OSPO Lens').then(() => workbench.openView(page, 'Help'));
    await help.getByText('Ask the OSPO').waitFor();
    assert.equal(await help.getByText('My requests').count(), 0);
  });

  it('opens the form, filled with what was read', async () => {
    const text = await openCase();
    const opened = own.context.waitForEvent('page');
    await press('Ask the OSPO');
    // The editor asks before it opens an address that nobody trusts yet.
    await workbench.dialog(page).getByText('external website').waitFor();
    await press('Open');
    const form = await opened;
    await form.waitForURL(`${FORM}**`, { waitUntil: 'commit' });
    const asked = new URL(form.url());
    await form.close();
    assert.equal(`${asked.origin}${asked.pathname}`, FORM);
    assert.equal(asked.searchParams.get('title'), 'ua-parser-js 2.0.10: AGPL-3.0-or-later, denied');
    for (const line of asked.searchParams.get('body').split('\n').filter(Boolean))
      assert.ok(text.includes(line.trim()), `${line} was not in the dialog:\n${text}`);
    assert.ok(!asked.search.includes(encodeURIComponent(own.workspace)), 'a path of this machine was sent');
  });

  it('sees the request as pending, in the view and on hover', async () => {
    const rows = await workbench.rowsWith(page, 'Help', 'ua-parser-js');
    assert.match(rows.join('\n'), /^ua-parser-js · pending, Asked on \d{4}-\d\d-\d\d: pending\.$/);
    await workbench.openFile(page, 'package.json');
    await workbench.readHover(page, 'ua-parser-js', [/Asked on \d{4}-\d\d-\d\d: pending/]);
  });

  it('is told that this was asked before asking again', async () => {
    assert.match(await openCase(), /Asked on \d{4}-\d\d-\d\d: pending/);
    await press('Cancel');
    await workbench.dialog(page).waitFor({ state: 'hidden' });
  });

  it('sees the decision once the policy has it, and the warning gone', async () => {
    own.replace('ospo-policy.yaml', 'exceptions:\n', DECISION);
    await workbench.statusOnce(page, /\b1 denied/);
    const [row] = await workbench.rowsWith(page, 'Help', 'approved until');
    assert.match(row, /^ua-parser-js · approved until 2999-12-31, by J\. Doe \(.*OSPO-101/);
    await workbench.readHover(page, 'ua-parser-js', ['approved until 2999-12-31', 'J. Doe', 'OSPO-101']);
  });

  it('finds the files as they were', () => {
    assert.equal(own.read('package.json'), manifest);
  });
});
