import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openCase, ready, withSetting } from './support/editor';
import type { Case } from './support/editor';
import { PROJECT } from './support/samples';
import { actionsOn, hoversOn } from './support/shown';

const TODAY = new Date().toISOString().slice(0, 10);
const FORM = { reason: 'Nothing else speaks the old protocol.', until: '2999-01-31', by: 'Jo' };

function refTo({ document }: Case, name: string) {
  return { manifest: document.uri.toString(), name, scope: 'production' };
}

function fileOfWorkspace(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.Uri.joinPath(folder?.uri ?? assert.fail(), 'ospo-requests.yaml');
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('requests', () => {
  it('are noted in the workspace and shown in the hover until they are withdrawn', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const ref = refTo(opened, 'lib-agpl');
    await vscode.commands.executeCommand('ospoLens.requestException', { ...ref, ...FORM });
    assert.match(
      (await hoversOn(opened, 'lib-agpl')).join('\n'),
      new RegExp(`Exception requested on ${TODAY} by Jo: pending`),
    );
    assert.doesNotMatch((await hoversOn(opened, 'lib-mit')).join('\n'), /requested/);
    await assert.rejects(textOf(fileOfWorkspace()));
    const request = { package: 'lib-agpl', asked: TODAY, kind: 'exception' };
    await vscode.commands.executeCommand('ospoLens.withdrawRequest', { request });
    assert.match((await hoversOn(opened, 'lib-agpl')).join('\n'), new RegExp(`withdrawn on ${TODAY}`));
  });

  it('are written into the file of the repository where that is wanted, and decided by the policy', async () => {
    const file = fileOfWorkspace();
    await withSetting('requests', 'file', async () => {
      const approved = `exceptions: [{ package: lib-mit, reason: Ok., id: OSPO-88, approver: J. Doe, expires: 2999-12-31 }]\n`;
      const opened = await openCase({
        ...PROJECT,
        'ospo-policy.yaml': `${PROJECT['ospo-policy.yaml']}${approved}`,
      });
      await ready(opened);
      const before = opened.document.getText();
      for (const name of ['lib-mit', 'lib-agpl'])
        await vscode.commands.executeCommand('ospoLens.requestException', {
          ...refTo(opened, name),
          ...FORM,
        });
      const text = await textOf(file);
      assert.match(text, /- package: lib-agpl\n {4}version: 2\.0\.1\n {4}kind: exception\n/);
      assert.ok(text.indexOf('lib-agpl') < text.indexOf('lib-mit'));
      assert.match(
        (await hoversOn(opened, 'lib-mit')).join('\n'),
        /requested on .*: approved until 2999-12-31, by J\\?\. Doe \\?\(decision OSPO-88/,
      );
      assert.equal(opened.document.getText(), before);
    });
    await vscode.workspace.fs.delete(file);
  });

  it('are offered where a dependency is stopped, and never over a file that is broken', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const actions = await actionsOn(opened, 'lib-agpl');
    assert.ok(actions.some(({ title }) => title === 'Request an exception for lib-agpl'));
    const file = fileOfWorkspace();
    const broken = 'requests: [';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(broken));
    await withSetting('requests', 'file', async () => {
      await vscode.commands.executeCommand('ospoLens.requestException', {
        ...refTo(opened, 'lib-agpl'),
        ...FORM,
      });
    });
    assert.equal(await textOf(file), broken);
    await vscode.workspace.fs.delete(file);
  });
});
