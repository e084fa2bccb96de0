import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { ViewId } from '../../src/extension/contributions';
import { answering } from './support/answers';
import { extension, openCase, ready, write } from './support/editor';
import type { Case } from './support/editor';
import { POLICY, PROJECT } from './support/samples';

const HELP: ViewId = 'ospoLens.help';
const TODAY = new Date().toISOString().slice(0, 10);
const DECISION = `exceptions: [{ package: asked-agpl, reason: Ok., id: OSPO-7, approver: J. Doe, expires: 2999-12-31 }]\n`;

/** A name of its own: requests stay in the storage of the workspace. */
const files = Object.fromEntries(
  Object.entries(PROJECT).map(([path, text]) => [path, text.replaceAll('lib-agpl', 'asked-agpl')]),
);

const ask = async ({ document }: Case): Promise<void> =>
  vscode.commands.executeCommand('ospoLens.ask', {
    manifest: document.uri.toString(),
    name: 'asked-agpl',
    scope: 'production',
  });

async function myRequests(): Promise<readonly string[]> {
  const rows = await (await extension().activate()).rows(HELP);
  const mine = rows.find(({ label }) => label === 'My requests');
  return (mine?.children ?? []).map(({ label }) => label).filter((label) => label.startsWith('asked-'));
}

describe('asking the OSPO', () => {
  let opened: Case;

  before(async () => {
    opened = await openCase(files);
    await ready(opened);
  });

  it('shows the whole case and its address first; who cancels has not asked', async () => {
    const { asked, opened: addresses } = await answering(undefined, () => ask(opened));
    const [review] = asked;
    assert.equal(asked.length, 1);
    assert.equal(review?.title, 'asked-agpl 2.0.1: AGPL-3.0-or-later, denied');
    assert.deepEqual(review.buttons, ['Ask us', 'Copy the Case']);
    for (const part of ['https://ospo.example.com/new', 'Package: asked-agpl 2.0.1', 'Verdict: denied'])
      assert.ok(review.detail.includes(part), `${part} is not in:\n${review.detail}`);
    assert.deepEqual(addresses, []);
    assert.deepEqual(await myRequests(), []);
  });

  it('hands the text over instead, and sends nothing', async () => {
    const seen = await answering('Copy the Case', () => ask(opened));
    const text = await vscode.env.clipboard.readText();
    assert.ok(text.startsWith('asked-agpl 2.0.1: AGPL-3.0-or-later, denied\n\nPackage: asked-agpl 2.0.1\n'));
    assert.ok(seen.asked[0]?.detail.endsWith(text.slice(text.indexOf('Package:'))));
    assert.deepEqual(seen.opened, []);
    assert.deepEqual(await myRequests(), []);
  });

  it('notes nothing where the address was not opened', async () => {
    const seen = await answering('Ask us', () => ask(opened), false);
    assert.equal(seen.opened.length, 1);
    assert.deepEqual(await myRequests(), []);
  });

  it('opens the address with the case, and keeps the question in sight as pending', async () => {
    const { opened: addresses } = await answering('Ask us', () => ask(opened));
    const [address = ''] = addresses;
    assert.equal(addresses.length, 1);
    const { origin, pathname, searchParams } = new URL(address);
    assert.equal(origin + pathname, 'https://ospo.example.com/new');
    assert.equal(searchParams.get('title'), 'asked-agpl 2.0.1: AGPL-3.0-or-later, denied');
    assert.match(searchParams.get('body') ?? '', /^Package: asked-agpl 2\.0\.1\n/);
    assert.deepEqual(await myRequests(), ['asked-agpl · pending']);
  });

  it('shows that this was asked before asking again', async () => {
    const { asked } = await answering(undefined, () => ask(opened));
    assert.ok(asked[0]?.detail.includes(`Asked on ${TODAY}: pending.`), asked[0]?.detail);
    assert.deepEqual(await myRequests(), ['asked-agpl · pending']);
  });

  it('shows what was decided, once the policy says it', async () => {
    await write(opened.folder, 'ospo-policy.yaml', POLICY + DECISION);
    const decided = 'asked-agpl · approved until 2999-12-31, by J. Doe (decision OSPO-7)';
    const { onDidChange } = await extension().activate();
    await new Promise<void>((resolve) => {
      const listener = onDidChange(() => {
        void myRequests().then((rows) => {
          if (rows[0] !== decided) return;
          listener.dispose();
          resolve();
        });
      });
    });
    assert.deepEqual(await myRequests(), [decided]);
  });

  it('notes each package of one question about many', async () => {
    const rename = (text: string) =>
      text
        .replaceAll('asked-agpl', 'asked-many')
        .replaceAll('lib-mit', 'asked-gpl')
        .replace(/MIT(?=[^]*moment)/, 'GPL-3.0-only');
    const many = await openCase(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, rename(text)])),
    );
    await ready(many);
    const query = {
      text: 'asked-',
      verdict: '',
      manifest: many.document.uri.toString(),
    };
    const { asked, opened: addresses } = await answering('Ask us', () =>
      vscode.commands.executeCommand('ospoLens.askAboutAll', { query }),
    );
    assert.match(asked[0]?.title ?? '', /^2 packages to decide on/);
    assert.equal(addresses.length, 1);
    const both = (await myRequests()).filter((label) => /^asked-(gpl|many) /.test(label));
    assert.deepEqual(both, ['asked-gpl · pending', 'asked-many · pending']);
  });

  it('says where the policy names nobody to ask', async () => {
    const silent = await openCase({ ...files, 'ospo-policy.yaml': POLICY.slice(0, POLICY.indexOf('ask:')) });
    await ready(silent);
    const { asked, opened: addresses } = await answering(undefined, () => ask(silent));
    assert.equal(asked.length, 1);
    assert.deepEqual(addresses, []);
    assert.match(asked[0]?.title ?? '', /Test policy/);
  });
});
