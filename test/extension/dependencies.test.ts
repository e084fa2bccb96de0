import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Row } from '../../src/extension/sidebar/rows';
import { extension, openCase, ready } from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, PROJECT } from './support/samples';
import { groupsIn } from './support/shown';

const run = (command: string, argument?: unknown) =>
  vscode.commands.executeCommand(`ospoLens.${command}`, argument);

const lines = (rows: readonly Row[]) =>
  rows.map(({ label, children }) => [label, ...children.map((child) => child.label)].join(' '));

describe('the view "Dependencies"', () => {
  let opened: Case;
  beforeEach(async () => {
    opened = await openCase(PROJECT);
    await ready(opened);
  });
  afterEach(async () => {
    await run('clearFilter');
    await run('groupByVerdict');
  });

  it('groups by verdict, manifest or license', async () => {
    assert.deepEqual(lines(await groupsIn(opened)), ['Denied lib-agpl', 'Allowed lib-mit moment']);
    await run('groupByLicense');
    assert.deepEqual(lines(await groupsIn(opened)), ['AGPL-3.0-or-later lib-agpl', 'MIT lib-mit moment']);
    await run('groupByManifest');
    const [manifest, ...others] = await groupsIn(opened);
    assert.deepEqual(others, []);
    assert.equal(manifest?.label, vscode.workspace.asRelativePath(opened.document.uri));
    assert.equal(manifest.description, '3 · 1 needs action');
  });

  it('reads well, and leads to the entry and its fixes', async () => {
    const [denied, allowed] = await groupsIn(opened);
    assert.equal(denied?.spoken, 'Denied: 1 dependency, 1 needs action');
    assert.equal(denied.expanded, true);
    assert.equal(allowed?.expanded, false);
    const [agpl] = denied.children;
    const [mit, moment] = allowed.children;
    const folder = vscode.workspace.asRelativePath(opened.folder);
    assert.equal(agpl?.spoken, `lib-agpl, Denied, 2.0.1, AGPL-3.0 ✗, ${folder}`);
    assert.deepEqual([mit?.kind, moment?.kind], ['dependency', 'dependency fixable']);
    assert.ok(agpl.command);
    await vscode.commands.executeCommand(
      agpl.command.command,
      ...((agpl.command.arguments ?? []) as unknown[]),
    );
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), 'lib-agpl');
  });

  it('shows only what matches, or needs action', async () => {
    await run('showOnlyActionable');
    assert.deepEqual(lines(await groupsIn(opened)), ['Denied lib-agpl']);
    await run('showAllDependencies');
    await run('filterDependencies', `mit ${opened.folder.path.split('/').at(-1) ?? ''}`);
    const rows = await (await extension().activate()).rows('ospoLens.dependencies');
    assert.deepEqual(lines(rows), ['Allowed lib-mit moment']);
  });

  it('shows the rest of a long group behind one line', async () => {
    const names = Array.from({ length: 317 }, (_, index) => `lib-${String(index).padStart(3, '0')}`);
    const dependencies = Object.fromEntries(names.map((name) => [name, '^1.0.0']));
    const manifest = JSON.stringify({ name: 'case', dependencies }, undefined, 2);
    const long = await openCase({ ...PROJECT, 'package.json': manifest });
    await ready(long);
    const [unknown, ...others] = await groupsIn(long);
    assert.deepEqual(others, []);
    const more = unknown?.children.at(-1);
    assert.deepEqual([more?.label, more?.kind, more?.expanded], ['17 more', 'more', false]);
    const all = [...(unknown?.children.slice(0, -1) ?? []), ...(more?.children ?? [])];
    assert.deepEqual(
      all.map(({ label }) => label),
      names,
    );
  });

  it('follows the manifest', async () => {
    const edit = new vscode.WorkspaceEdit();
    const { document } = opened;
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    edit.replace(document.uri, whole, MANIFEST.replace('    "lib-agpl": "^2.0.0",\n', ''));
    await vscode.workspace.applyEdit(edit);
    await ready(opened);
    assert.deepEqual(lines(await groupsIn(opened)), ['Allowed lib-mit moment']);
  });
});
