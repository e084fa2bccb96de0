import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { edit, openCase, ready } from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, POLICY, PROJECT } from './support/samples';
import { actionsOn } from './support/shown';

const CODE = {
  'src/app.tsx': `import moment from 'moment';\n// import 'moment'\nexport const a = <p>don't {moment().format('moment')}</p>;\n`,
  'src/lazy.cjs': `const later = () => import("moment");\njest.mock('moment');\nrequire('moment/locale/de');\n`,
  'src/other.ts': `import 'moment-timezone';\n`,
  'node_modules/x/index.js': `require('moment');\n`,
  'packages/own/package.json': '{ "dependencies": { "moment": "^2.0.0" } }',
  'packages/own/index.js': `require('moment');\n`,
};

async function textOf({ folder }: Case, path: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, path))).getText();
}

function refTo({ document }: Case, name: string) {
  return { manifest: document.uri.toString(), name, scope: 'production' };
}

/** Accepts the preview of a refactoring as soon as it stands there. */
async function accepting(work: Thenable<unknown>): Promise<void> {
  const state = { done: false };
  const finished = Promise.resolve(work).finally(() => (state.done = true));
  while (!state.done) {
    await vscode.commands.executeCommand('refactorPreview.apply');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await finished;
}

describe('replacing with imports', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('renames the module where the code imports it, after a preview', async () => {
    const opened = await openCase({ ...PROJECT, ...CODE });
    await ready(opened);
    const work = vscode.commands.executeCommand('ospoLens.rewriteImports', refTo(opened, 'moment'));
    await accepting(work);
    assert.equal(opened.document.getText(), MANIFEST.replace('"moment": "^2.30.0"', '"date-fns": "^4.1.0"'));
    assert.equal(
      await textOf(opened, 'src/app.tsx'),
      CODE['src/app.tsx'].replace(`from 'moment'`, `from 'date-fns'`),
    );
    assert.equal(
      await textOf(opened, 'src/lazy.cjs'),
      CODE['src/lazy.cjs']
        .replace('("moment")', '("date-fns")')
        .replace(`mock('moment')`, `mock('date-fns')`),
    );
    for (const path of ['src/other.ts', 'node_modules/x/index.js', 'packages/own/index.js'] as const)
      assert.equal(await textOf(opened, path), CODE[path]);
  });

  it('edits no file where nobody called the alternative drop-in, and shows the places', async () => {
    const opened = await openCase({
      ...PROJECT,
      ...CODE,
      'ospo-policy.yaml': POLICY.replace(', drop-in: true', ''),
    });
    await ready(opened);
    await vscode.commands.executeCommand('ospoLens.rewriteImports', refTo(opened, 'moment'));
    assert.equal(opened.document.getText(), MANIFEST);
    for (const path of ['src/app.tsx', 'src/lazy.cjs'] as const)
      assert.equal(await textOf(opened, path), CODE[path]);
    // The peek of places is an editor of its own below the dependency: it has a command that closes it.
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('is refused for an older version of the text', async () => {
    const opened = await openCase({ ...PROJECT, ...CODE });
    const { version } = await ready(opened);
    await edit(opened.document, '"lib-mit"', '"lib-mitt"');
    const ref = { ...refTo(opened, 'moment'), version };
    await vscode.commands.executeCommand('ospoLens.rewriteImports', ref);
    assert.ok(opened.document.getText().includes('"moment": "^2.30.0"'));
    assert.equal(await textOf(opened, 'src/app.tsx'), CODE['src/app.tsx']);
  });

  it('is offered beside the quick fixes', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const actions = await actionsOn(opened, 'moment', vscode.CodeActionKind.Refactor);
    assert.deepEqual(
      actions.map(({ title }) => title),
      ['Replace moment by date-fns ^4.1.0 and rewrite its imports…', 'Show where the code imports moment'],
    );
  });
});

describe('fix all', () => {
  const policy = POLICY.replace(
    'alternatives:\n',
    'alternatives:\n  - package: lib-mit\n    use: [{ name: lib-new, range: ^3.0.0 }]\n',
  );
  const fixed = MANIFEST.replace('"moment": "^2.30.0"', '"date-fns": "^4.1.0"');

  it('applies what is safe as one step', async () => {
    const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': policy });
    await ready(opened);
    await vscode.window.showTextDocument(opened.document);
    await vscode.commands.executeCommand('ospoLens.fixAll');
    assert.equal(opened.document.getText(), fixed);
    await vscode.commands.executeCommand('undo');
    assert.equal(opened.document.getText(), MANIFEST);
  });

  it('is a source action for saving', async () => {
    const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': policy });
    await ready(opened);
    const [action, ...others] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      opened.document.uri,
      new vscode.Range(0, 0, 0, 0),
      'source.fixAll.ospoLens',
    );
    assert.equal(others.length, 0);
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(opened.document.getText(), fixed);
  });
});

describe('the install after a fix', () => {
  it('is typed into a terminal in the folder of the package manager, and not run', async () => {
    const manifest = MANIFEST.replace(
      '"name": "case",',
      '"name": "case",\n  "packageManager": "pnpm@9.1.0",',
    );
    const opened = await openCase({ ...PROJECT, 'package.json': manifest });
    await ready(opened);
    const before = new Set(vscode.window.terminals);
    await vscode.commands.executeCommand('ospoLens.typeInstall', {
      manifest: opened.document.uri.toString(),
    });
    const terminal = vscode.window.terminals.find((one) => !before.has(one));
    assert.equal(terminal?.name, 'OSPO Lens');
    const { cwd } = terminal.creationOptions as vscode.TerminalOptions;
    assert.equal(String(cwd), opened.folder.fsPath);
    terminal.dispose();
  });
});
