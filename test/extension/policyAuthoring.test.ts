import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeOf, diagnostics, edit, findings, openCase, positionOf, ready, until } from './support/editor';
import { POLICY, PROJECT } from './support/samples';

/** Opens the policy of a new case in an editor. */
async function openPolicy(text: string) {
  const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': text });
  await ready(opened);
  const uri = vscode.Uri.joinPath(opened.folder, 'ospo-policy.yaml');
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { opened, document };
}

async function labelsBehind(document: vscode.TextDocument, word: string): Promise<string[]> {
  const position = document.positionAt(document.getText().indexOf(word) + word.length);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('writing a policy', () => {
  it('completes keys, licenses and categories', async () => {
    const { document } = await openPolicy(`${POLICY}sh\nseverity:\n  license.review: \n`);
    assert.ok((await labelsBehind(document, '\nsh')).includes('shipping'));
    const licenses = await labelsBehind(document, 'allow: [');
    assert.ok(licenses.includes('MIT') && licenses.includes('weak-copyleft'));
    assert.ok((await labelsBehind(document, 'license.review: ')).includes('off'));
  });

  it('says what a key means', async () => {
    const { document } = await openPolicy(POLICY);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      positionOf(document, 'licenses'),
    );
    assert.ok(hovers.length > 0);
  });

  it('underlines what it cannot read, in its line, and keeps the rest', async () => {
    const { opened, document } = await openPolicy(POLICY.replace('[permissive]', '[permissive, Apache-2.O]'));
    const [problem, ...more] = await until(() => {
      const found = diagnostics(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.ok(problem);
    assert.deepEqual(more, []);
    assert.equal(document.getText(problem.range).replaceAll('"', ''), 'Apache-2.O');
    assert.match(problem.message, /Apache-2\.0/);
    assert.match(codeOf(problem), /^policy\./);
    assert.deepEqual(findings(opened), ['license.denied lib-agpl', 'alternative.approved moment']);
  });

  it('judges open manifests anew when it is saved', async () => {
    const { opened, document } = await openPolicy(POLICY);
    await edit(
      document,
      'deny:\n    - licenses: [network-copyleft]',
      'review:\n    - licenses: [network-copyleft]',
    );
    await document.save();
    await until(() => (findings(opened)[0] === 'license.review lib-agpl' ? true : undefined));
  });
});
