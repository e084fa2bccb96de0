import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Policy } from '../../src/core/index';
import { viewIds } from '../../src/extension/contributions';
import type { Row } from '../../src/extension/sidebar/rows';
import { extension, openCase, ready, write } from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, LOCKFILE, PROJECT } from './support/samples';

const WITHOUT_POLICY = { 'package.json': MANIFEST, 'package-lock.json': LOCKFILE };
const CONFIG = '.github/dependency-review-config.yml';
const TITLE = 'No policy of your own yet';

function root(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return folder.uri;
}

const rows = async (): Promise<readonly Row[]> => (await extension().activate()).rows('ospoLens.policy');

const steps = async (): Promise<readonly (string | undefined)[]> =>
  (await rows())[0]?.children.map(({ command }) => command?.command) ?? [];

/** Waits for a policy to judge, with every change of judgements. */
async function policyThat(opened: Case, isMeant: (policy: Policy) => boolean): Promise<Policy> {
  const { onDidChange } = await extension().activate();
  for (;;) {
    const changed = new Promise<void>((done) => {
      const listener = onDidChange(() => {
        listener.dispose();
        done();
      });
    });
    const { policy } = await ready(opened);
    if (isMeant(policy)) return policy;
    await changed;
  }
}

const remove = (path: string) => vscode.workspace.fs.delete(vscode.Uri.joinPath(root(), path));

const textOf = async (path: string) =>
  new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(root(), path)));

/** Every line of every view, whatever its depth. */
async function everyLine(): Promise<string[]> {
  const api = await extension().activate();
  const lines = (row: Row): string[] => [
    [row.label, row.description, row.spoken].join(' '),
    ...row.children.flatMap(lines),
  ];
  const views = await Promise.all(viewIds.map((view) => api.rows(view)));
  return views.flat().flatMap(lines);
}

describe('a project without a policy', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is judged by the default, and told so in one line of the Policy view and in no other', async () => {
    const opened = await openCase(WITHOUT_POLICY);
    assert.equal((await ready(opened)).policy.isDefault, true);
    const [first] = await rows();
    assert.equal(first?.label, TITLE);
    assert.equal(first.spoken, 'No policy of your own yet: a built-in default judges, which nobody decided.');
    assert.deepEqual(await steps(), ['ospoLens.createPolicy', 'ospoLens.openPolicy']);
    const telling = (await everyLine()).filter((line) => /built-in default (judges|, nobody)/.test(line));
    assert.equal(telling.length, 1, telling.join('\n'));
  });

  it('is told nothing where there is a policy', async () => {
    await ready(await openCase(PROJECT));
    const labels = (await rows()).map(({ label }) => label);
    assert.ok(!labels.includes(TITLE), labels.join());
  });

  it('gets a policy from a starter with one command, and that judges at once', async () => {
    const opened = await openCase(WITHOUT_POLICY);
    await ready(opened);
    await vscode.commands.executeCommand('ospoLens.createPolicy', { starter: 'balanced' });
    try {
      const active = vscode.window.activeTextEditor?.document.uri.path ?? '';
      assert.ok(active.endsWith('/ospo-policy.yaml'), active);
      const policy = await policyThat(opened, ({ isDefault }) => !isDefault);
      assert.equal(policy.origin, 'ospo-policy.yaml');
      // The view speaks of the manifest in front.
      await vscode.window.showTextDocument(opened.document);
      assert.notEqual((await rows())[0]?.label, TITLE);
    } finally {
      await remove('ospo-policy.yaml');
    }
    await policyThat(opened, ({ isDefault }) => isDefault);
  });
});

describe('a project with a configuration of dependency-review-action', () => {
  before(() => write(root(), CONFIG, 'deny-licenses:\n  - AGPL-3.0-or-later\n'));

  after(() => remove(CONFIG));

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is offered it as its policy', async () => {
    const opened = await openCase(WITHOUT_POLICY);
    await ready(opened);
    assert.deepEqual(await steps(), [
      'ospoLens.createPolicy',
      'ospoLens.useDependencyReview',
      'ospoLens.openPolicy',
    ]);
  });

  it('goes by it as it is, through the setting', async () => {
    const opened = await openCase(WITHOUT_POLICY);
    await ready(opened);
    await vscode.commands.executeCommand('ospoLens.useDependencyReview', { as: 'setting' });
    const settings = () => vscode.workspace.getConfiguration('ospoLens', root());
    try {
      assert.equal(settings().get('policy'), CONFIG);
      const policy = await policyThat(opened, ({ isDefault }) => !isDefault);
      assert.equal(policy.origin, CONFIG);
      const { judgements } = await ready(opened);
      assert.equal(judgements.find(({ dependency }) => dependency.name === 'lib-agpl')?.verdict, 'denied');
    } finally {
      await settings().update('policy', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    }
    await policyThat(opened, ({ isDefault }) => isDefault);
  });

  it('starts a policy of its own from it', async () => {
    const opened = await openCase(WITHOUT_POLICY);
    await ready(opened);
    await vscode.commands.executeCommand('ospoLens.useDependencyReview', { as: 'file' });
    try {
      assert.match(
        await textOf('ospo-policy.yaml'),
        /^# Imported from the configuration of dependency-review/,
      );
      const policy = await policyThat(opened, ({ isDefault }) => !isDefault);
      assert.equal(policy.origin, 'ospo-policy.yaml');
    } finally {
      await remove('ospo-policy.yaml');
    }
    await policyThat(opened, ({ isDefault }) => isDefault);
  });
});
