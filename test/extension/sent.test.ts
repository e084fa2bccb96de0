import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openCase, ready, until } from './support/editor';
import { PROJECT } from './support/samples';

describe('what would be sent', () => {
  it('is listed by service, read-only, with what is kept back', async () => {
    const opened = await openCase({
      ...PROJECT,
      'package.json':
        '{ "dependencies": { "lib-new": "^1.0.0", "@acme/hidden": "^1.0.0", "local": "file:../x" } }',
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: {
          '': {},
          'node_modules/lib-new': { version: '1.0.0', license: 'MIT', dependencies: { 'lib-brought': '1' } },
          'node_modules/lib-brought': { version: '1.0.0' },
        },
      }),
      '.npmrc': '@acme:registry=https://npm.acme.example/',
    });
    await ready(opened);
    await vscode.commands.executeCommand('ospoLens.whatWouldBeSent');
    const shown = vscode.window.activeTextEditor?.document;
    const name = opened.folder.path.split('/').at(-1) ?? '';
    // A list that the editor holds from before is brought up to date.
    const text = await until(() =>
      (shown?.getText() ?? '')
        .split(/^(?=What would be sent for )/m)
        .find((section) => section.includes(name)),
    );
    assert.match(text, /lib-new/);
    assert.match(text, /^ {2}lib-brought 1\.0\.0$/m, 'what a dependency brings');
    const [asked = '', kept = ''] = text.split('Private: sent to no public service');
    assert.match(kept, /@acme\/hidden: A package of the private registry https:\/\/npm\.acme\.example\/\./);
    assert.match(kept, /local: Not a package of a registry\./);
    for (const part of asked.split('\n\n').filter((one) => one.includes('@acme/hidden')))
      assert.match(part, /^The registry \(https:\/\/npm\.acme\.example\/\)/m);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(shown?.uri.scheme ?? ''), undefined);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
