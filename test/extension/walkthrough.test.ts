import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { stepIds, walkthroughId } from '../../src/extension/contributions';
import { createSandbox, isSandbox } from '../../src/extension/onboarding/sandbox';
import { answering } from './support/answers';
import { extension, openCase, ready, until } from './support/editor';
import type { Case } from './support/editor';
import { PROJECT } from './support/samples';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly completionEvents: readonly string[];
}

const [walkthrough] = (
  extension().packageJSON as {
    contributes: { walkthroughs: readonly { id: string; steps: readonly Step[] }[] };
  }
).contributes.walkthroughs;

describe('the walkthrough', () => {
  it('is contributed with its steps', () => {
    assert.equal(walkthrough?.id, walkthroughId);
    assert.deepEqual(
      walkthrough.steps.map(({ id }) => id),
      [...stepIds],
    );
  });

  it('uses only commands that the editor has', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands());
    const used = (walkthrough?.steps ?? []).flatMap(({ description }) =>
      [...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, id = '']) => id),
    );
    assert.ok(used.length > 5);
    assert.deepEqual(
      used.filter((id) => !known.has(id)),
      [],
    );
  });

  it('completes each step by what is done, not by a click', () => {
    assert.deepEqual(
      walkthrough?.steps.map(({ completionEvents }) => completionEvents),
      stepIds.map((id) => [`onContext:ospoLens.reached.${id}`]),
    );
  });

  it('opens by its command', async () => {
    await vscode.commands.executeCommand('ospoLens.getStarted');
    await until(walkthroughTab);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

function walkthroughTab(): vscode.Tab | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.find(({ label }) => /Walkthrough|Welcome/.test(label));
}

/** What stands behind the cursor of the manifest, wherever the focus is: a walkthrough that opens late takes it. */
function textAtCursor({ document }: Case): string {
  const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
  return editor ? document.getText().slice(document.offsetAt(editor.selection.active)) : '';
}

/** The active editor, if it shows the manifest. */
function editorOf({ document }: Case): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document === document ? editor : undefined;
}

describe('the sandbox', () => {
  it('is a copy of the sample in a temporary folder of its own', async () => {
    const sample = vscode.Uri.joinPath(extension().extensionUri, 'resources', 'samples', 'shop');
    const [one, other] = await Promise.all([createSandbox(sample), createSandbox(sample)]);
    try {
      assert.notEqual(one.path, other.path);
      const text = async (folder: vscode.Uri) =>
        new TextDecoder().decode(
          await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'package.json')),
        );
      assert.equal(await text(one), await text(sample));
      assert.ok(isSandbox(vscode.Uri.joinPath(one, 'package.json')));
      assert.ok(!isSandbox(vscode.Uri.joinPath(sample, 'package.json')));
    } finally {
      for (const folder of [one, other])
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '..'), { recursive: true });
    }
  });
});

describe('what a newcomer has done', () => {
  it('is noted when it was really done: a finding read, advice taken', async () => {
    const api = await extension().activate();
    const opened = await openCase(PROJECT);
    await ready(opened);
    assert.equal(opened.document.getText().includes('date-fns'), false);
    const at = opened.document.positionAt(opened.document.getText().indexOf('moment') + 1);
    await vscode.commands.executeCommand('vscode.executeHoverProvider', opened.document.uri, at);
    assert.ok(await api.hasReached('finding'));
    await vscode.commands.executeCommand('ospoLens.applyFix', {
      manifest: opened.document.uri.toString(),
      name: 'moment',
      scope: 'production',
      fix: 'Replace moment by date-fns ^4.1.0',
    });
    await ready(opened);
    assert.ok(await api.hasReached('advice'));
    await vscode.commands.executeCommand('ospoLens.openPolicy');
    assert.ok(await api.hasReached('policy'));
    const page = vscode.Uri.joinPath(extension().extensionUri, 'resources', 'guidance', 'contributing.md');
    await vscode.commands.executeCommand('ospoLens.openDocument', page);
    assert.ok(await api.hasReached('learn'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

describe('what the walkthrough shows', () => {
  for (const [what, command, word] of [
    ['a finding', 'ospoLens.showFinding', 'lib-agpl'],
    ['the fixes', 'ospoLens.showFixes', 'moment'],
  ] as const)
    it(`is ${what}, also where no manifest has the focus`, async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const opened = await openCase(PROJECT);
      await ready(opened);
      await vscode.commands.executeCommand('ospoLens.getStarted');
      await until(walkthroughTab);
      await vscode.commands.executeCommand(command);
      await until(() => textAtCursor(opened).startsWith(word) || undefined);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

  it('is a finding also for somebody who is faster than the first check', async () => {
    const opened = await openCase(PROJECT);
    const { asked } = await answering(undefined, () =>
      vscode.commands.executeCommand('ospoLens.showFinding'),
    );
    assert.deepEqual(asked, []);
    const { selection } = await until(() => editorOf(opened));
    assert.match(opened.document.lineAt(selection.active).text, /"lib-agpl"/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is one of the manifest in sight, although that of another is known already', async () => {
    await ready(await openCase(PROJECT));
    const opened = await openCase(PROJECT);
    await vscode.commands.executeCommand('ospoLens.showFinding');
    const { selection } = await until(() => editorOf(opened));
    assert.match(opened.document.lineAt(selection.active).text, /"lib-agpl"/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [what, name, command, expected] of [
    ['no finding', 'lib-mit', 'ospoLens.showFinding', 'No findings.'],
    ['no finding to fix', 'lib-mit', 'ospoLens.showFixes', 'No findings.'],
    ['no fix', 'lib-agpl', 'ospoLens.showFixes', 'No fix is known for any finding here.'],
  ] as const)
    it(`is told where there is ${what}`, async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const manifest = JSON.stringify({ name: 'case', dependencies: { [name]: '^1.0.0 || ^2.0.0' } });
      await ready(await openCase({ ...PROJECT, 'package.json': manifest }));
      const { asked } = await answering(undefined, () => vscode.commands.executeCommand(command));
      assert.deepEqual(
        asked.map(({ title }) => title),
        [expected],
      );
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });
});
