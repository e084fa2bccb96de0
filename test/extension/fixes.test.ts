import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { edit, findings, openCase, positionOf, ready } from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, POLICY, PROJECT } from './support/samples';

async function actions({ document }: Case, word: string): Promise<vscode.CodeAction[]> {
  const at = positionOf(document, word);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(at, at),
    vscode.CodeActionKind.QuickFix.value,
  );
}

describe('quick fixes', () => {
  it('come in order: replace, ask, clause, explain', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    assert.deepEqual(
      (await actions(opened, 'moment')).map(({ title }) => title.split(' ')[0]),
      ['Replace', 'Ask', 'Open', 'Explain'],
    );
  });

  it('are offered once, however many findings they resolve', async () => {
    const policy = `${POLICY}packages:\n  deny:\n    - package: moment\n      instead: [date-fns]\n`;
    const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': policy });
    await ready(opened);
    assert.ok(findings(opened).includes('package.denied moment'));
    const titles = (await actions(opened, 'moment')).map(({ title }) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
  });

  it('prefer the one that is safe, and keep the format of the text', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const [replace] = await actions(opened, 'moment');
    assert.equal(replace?.isPreferred, true);
    assert.ok(replace.edit);
    await vscode.workspace.applyEdit(replace.edit);
    assert.equal(opened.document.getText(), MANIFEST.replace('"moment": "^2.30.0"', '"date-fns": "^4.1.0"'));
    await ready(opened);
    assert.ok(!findings(opened).includes('alternative.approved moment'));
  });

  it('are applied by the link of the hover, to the text as it is now', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const [replace] = await actions(opened, 'moment');
    const link = {
      manifest: opened.document.uri.toString(),
      name: 'moment',
      scope: 'production',
      fix: replace?.title,
    };
    await edit(opened.document, '"moment": "^2.30.0"', '"moment": "^2.29.0"');
    await vscode.commands.executeCommand('ospoLens.applyFix', link);
    assert.equal(opened.document.getText(), MANIFEST.replace('"moment": "^2.30.0"', '"date-fns": "^4.1.0"'));
  });
});
