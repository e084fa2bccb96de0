import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { openCase, ready, until } from './support/editor';
import { PROJECT } from './support/samples';

const reportTabs = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('ospoLens.report'),
    );

const read = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));

describe('the report', () => {
  it('opens as one page, however often it is asked for', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const shown = () => reportTabs().find(({ isActive }) => isActive);
    await vscode.commands.executeCommand('ospoLens.openReport');
    assert.equal((await until(shown)).label, 'Open source report');
    await vscode.window.showTextDocument(opened.document);
    await until(() => (shown() === undefined ? true : undefined));
    await vscode.commands.executeCommand('ospoLens.openReport');
    await until(shown);
    assert.equal(reportTabs().length, 1);
  });

  it('is written as Markdown where the user says', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const target = vscode.Uri.joinPath(opened.folder, 'report.md');
    await vscode.commands.executeCommand('ospoLens.exportMarkdown', target);
    const text = await read(target);
    assert.match(text, /^# Open source report\n/);
    assert.match(text, /\| ✗ Denied \| lib-agpl /);
  });

  it('gives every dependency as a row of CSV', async () => {
    const opened = await openCase(PROJECT);
    const { judgements } = await ready(opened);
    const target = vscode.Uri.joinPath(opened.folder, 'dependencies.csv');
    await vscode.commands.executeCommand('ospoLens.exportCsv', target);
    const manifest = vscode.workspace.asRelativePath(opened.document.uri);
    const rows = (await read(target)).split('\r\n').filter((row) => row.startsWith(`${manifest},`));
    assert.equal(rows.length, judgements.length);
  });

  it('gives what to ask about as CSV', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const target = vscode.Uri.joinPath(opened.folder, 'review.csv');
    await vscode.commands.executeCommand('ospoLens.exportReview', target);
    const manifest = vscode.workspace.asRelativePath(opened.document.uri);
    const rows = (await read(target)).split('\r\n').filter((row) => row.includes(manifest));
    assert.deepEqual(
      rows.map((row) => row.split(',')[0]),
      ['lib-agpl'],
    );
  });
});
