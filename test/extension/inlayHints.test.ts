import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openCase, ready, withSetting } from './support/editor';
import type { Case } from './support/editor';
import { PROJECT } from './support/samples';

async function hints({ document }: Case): Promise<string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    whole,
  );
  return found.map(({ label, position }) => {
    const { text } = document.lineAt(position.line);
    return `${text.trim()} ${typeof label === 'string' ? label : ''}@${position.character - text.length}`;
  });
}

describe('inlay hints', () => {
  it('stand at the end of the line', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    assert.deepEqual(await hints(opened), [
      '"lib-agpl": "^2.0.0", AGPL-3.0 ✗@0',
      '"lib-mit": "^1.0.0", MIT@0',
      '"moment": "^2.30.0" MIT · 3.4@0',
    ]);
  });

  it('are off by a setting', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await withSetting('inlayHints.enabled', false, async () => {
      assert.deepEqual(await hints(opened), []);
    });
  });
});
