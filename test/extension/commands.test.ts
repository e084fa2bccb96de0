import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { explainText } from '../../src/core/index';
import { openCase, positionOf, ready } from './support/editor';
import { MANIFEST, POLICY, PROJECT } from './support/samples';

describe('commands', () => {
  it('explain a verdict with the whole trace, read-only', async () => {
    const opened = await openCase(PROJECT);
    const { judgements, policy, path } = await ready(opened);
    const [judgement] = judgements;
    assert.ok(judgement);
    const ref = { manifest: opened.document.uri.toString(), name: 'lib-agpl', scope: 'production' };
    await vscode.commands.executeCommand('ospoLens.explain', ref);
    const shown = vscode.window.activeTextEditor?.document;
    assert.equal(shown?.getText(), explainText(judgement, policy, path));
    assert.equal(vscode.workspace.fs.isWritableFileSystem(shown.uri.scheme), undefined);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('are about the dependency at the cursor, also for somebody who is faster than the first check', async () => {
    const { document } = await openCase(PROJECT);
    const editor = await vscode.window.showTextDocument(document);
    const cursor = positionOf(document, '"moment"');
    editor.selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand('ospoLens.reveal');
    assert.equal(document.getText(vscode.window.activeTextEditor?.selection), 'moment');
  });

  it('reveal a dependency', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const ref = { manifest: opened.document.uri.toString(), name: 'lib-mit', scope: 'production' };
    await vscode.commands.executeCommand('ospoLens.reveal', { ref });
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), 'lib-mit');
  });

  it('never overwrite a policy', async () => {
    const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(workspace);
    const uri = vscode.Uri.joinPath(workspace, 'ospo-policy.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(POLICY));
    await openCase(PROJECT);
    await vscode.commands.executeCommand('ospoLens.createPolicy');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), POLICY);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });

  it('add an approved package to the open manifest', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const choice = { name: 'date-fns', range: '^4.1.0', dropIn: true };
    await vscode.commands.executeCommand('ospoLens.addAlternative', { choice });
    const expected = MANIFEST.replace('"lib-agpl"', '"date-fns": "^4.1.0",\n    "lib-agpl"');
    assert.equal(opened.document.getText(), expected);
  });

  it('open the policy that judges', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await vscode.commands.executeCommand('ospoLens.openPolicy');
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    assert.equal(uri, vscode.Uri.joinPath(opened.folder, 'ospo-policy.yaml').toString());
  });
});
