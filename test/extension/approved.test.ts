import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { extension, openCase, ready } from './support/editor';
import { PROJECT } from './support/samples';

const choice = { name: 'date-fns', range: '^4.1.0', dropIn: true };

describe('the view "Approved"', () => {
  it('lists what the policy approves by need, and reads well', async () => {
    await ready(await openCase(PROJECT));
    const needs = await (await extension().activate()).rows('ospoLens.approved');
    assert.deepEqual(
      needs.map(({ label, description }) => [label, description]),
      [['Dates and times', 'date-fns']],
    );
    const [dates] = needs[0]?.children ?? [];
    assert.equal(dates?.description, '^4.1.0 · Smaller.');
    assert.equal(dates.spoken, 'date-fns ^4.1.0, approved for Dates and times. Smaller.');
    assert.equal(dates.kind, 'choice');
  });

  it('adds to the block that the cursor is in, and shows the entry', async () => {
    const text = '{\n  "dependencies": {},\n  "devDependencies": {\n    "lib-mit": "^1.0.0"\n  }\n}\n';
    const { document } = await openCase({ ...PROJECT, 'package.json': text });
    const editor = await vscode.window.showTextDocument(document);
    const cursor = document.positionAt(text.indexOf('lib-mit'));
    editor.selection = new vscode.Selection(cursor, cursor);
    await vscode.commands.executeCommand('ospoLens.addAlternative', { choice });
    assert.equal(document.getText(), text.replace('"lib-mit"', '"date-fns": "^4.1.0",\n    "lib-mit"'));
    const shown = vscode.window.activeTextEditor;
    assert.equal(shown?.document.getText(shown.selection), 'date-fns');
  });
});
