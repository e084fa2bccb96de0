import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { viewIds } from '../../src/extension/contributions';
import type { Row } from '../../src/extension/sidebar/rows';
import { extension, openCase, ready } from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, LOCKFILE, PROJECT } from './support/samples';
import { groupsIn } from './support/shown';

const help = async (): Promise<readonly Row[]> => (await extension().activate()).rows('ospoLens.help');

const row = (rows: readonly Row[], label: string): Row => {
  const found = rows.find((each) => each.label === label);
  assert.ok(found, `${label} is not among ${rows.map((each) => each.label).join(', ')}`);
  return found;
};

/** What Enter does on a line. */
async function press({ command }: Row): Promise<void> {
  assert.ok(command);
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

const run = (command: string, argument?: unknown) =>
  vscode.commands.executeCommand(`ospoLens.${command}`, argument);

const activePath = () => vscode.window.activeTextEditor?.document.uri.toString();

const policyOf = ({ folder }: Case) => vscode.Uri.joinPath(folder, 'ospo-policy.yaml').toString();

describe('the Help view', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('lists what one may do next', async () => {
    await ready(await openCase(PROJECT));
    assert.deepEqual(
      (await help()).map(({ label }) => label).filter((label) => label !== 'My requests'),
      [
        'Ask the OSPO',
        'Explain a verdict',
        'Open the report',
        'Your policy',
        'Learn',
        'Contribute to or fund a package',
        'What OSPO Lens checks',
        'How to write a policy',
        'What would be sent',
        'Which service learns what',
        'Open the sample workspace',
        'Show the log',
      ],
    );
  });

  it('says which policy judges, where from and in what state, and opens it', async () => {
    const opened = await openCase({
      ...PROJECT,
      'base.yaml': 'version: 1\nname: Base\nlicenses: { deny: [SSPL-1.0] }\n',
      'ospo-policy.yaml': `${PROJECT['ospo-policy.yaml']}extends: ./base.yaml\nrevision: 2026-11\n`,
    });
    const { policy } = await ready(opened);
    const { children } = row(await help(), 'Your policy');
    const path = vscode.workspace.asRelativePath(vscode.Uri.parse(policyOf(opened)));
    const today = new Date().toISOString().slice(0, 10);
    assert.deepEqual(
      children.map(({ label }) => label),
      [
        'Test policy · 2026-11',
        `From ${path}`,
        'Builds on ./base.yaml',
        `Content hash ${policy.hash}, changed on ${today}`,
      ],
    );
    for (const line of children) {
      await vscode.window.showTextDocument(opened.document);
      await press(line);
      assert.equal(activePath(), policyOf(opened), line.label);
    }
  });

  it('says of the default policy that it is one', async () => {
    await ready(await openCase({ 'package.json': MANIFEST, 'package-lock.json': LOCKFILE }));
    const labels = row(await help(), 'Your policy').children.map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 2), ['Built-in default', 'From OSPO Lens itself']);
  });

  it('leads from a request to taking it back, to what decided it, or to its package', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const mine = async (label: string) => row(row(await help(), 'My requests').children, label);
    const ref = { manifest: opened.document.uri.toString(), scope: 'production', name: 'moment' };
    await run('requestException', { ...ref, reason: 'The report needs it.' });
    assert.equal((await mine('moment · pending')).command?.command, 'ospoLens.withdrawRequest');

    const approved = `exceptions: [{ package: moment, reason: Ok., id: OSPO-88, expires: 2999-12-31 }]\n`;
    const decided = await openCase({
      ...PROJECT,
      'ospo-policy.yaml': `${PROJECT['ospo-policy.yaml']}${approved}`,
    });
    await ready(decided);
    await press(await mine('moment · approved until 2999-12-31 (decision OSPO-88)'));
    assert.equal(activePath()?.replace(/#.*$/, ''), policyOf(decided));

    await vscode.window.showTextDocument(opened.document);
    const asked = new Date().toISOString().slice(0, 10);
    await run('withdrawRequest', { request: { package: 'moment', kind: 'exception', asked } });
    await press(await mine(`moment · withdrawn on ${asked}`));
    const list = await (await extension().activate()).rows('ospoLens.dependencies');
    const names = list.flatMap(({ children }) => children.map(({ label }) => label));
    await run('clearFilter');
    assert.deepEqual([...new Set(names)], ['moment']);
  });

  it('is, like every view, for the keyboard: each line unfolds, or runs a command that there is', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    // A list is drawn a moment after the verdicts; one that is narrowed is drawn at once.
    await groupsIn(opened);
    const known = new Set(await vscode.commands.getCommands(true));
    const api = await extension().activate();
    const leaves = (line: Row): Row[] => (line.children.length > 0 ? line.children.flatMap(leaves) : [line]);
    for (const view of viewIds) {
      const found = (await api.rows(view)).flatMap(leaves);
      assert.ok(found.length > 0 || view === 'ospoLens.policy', view);
      for (const { label, command } of found)
        assert.ok(command && known.has(command.command), `${view}: ${label}`);
    }
    await run('clearFilter');
  });
});
