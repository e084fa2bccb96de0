import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

const ID = 'ospo-lens.ospo-lens';

describe('activation', () => {
  it('finds the extension', () => {
    assert.ok(vscode.extensions.getExtension(ID));
  });

  it('is active in a workspace with a package.json', async () => {
    const extension = vscode.extensions.getExtension(ID);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    const registered = await vscode.commands.getCommands(true);
    const manifest = vscode.extensions.getExtension(ID)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.includes(command));
    assert.deepEqual(missing, []);
  });
});
