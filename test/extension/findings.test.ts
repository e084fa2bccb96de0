import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  codeOf,
  diagnostics,
  edit,
  findings,
  openCase,
  ready,
  until,
  withSetting,
  write,
} from './support/editor';
import { LOCKFILE, MANIFEST, POLICY, PROJECT } from './support/samples';

describe('findings in a manifest', () => {
  it('underline the exact name or range, with code, severity and the clause', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const [denied, replaced, ...more] = diagnostics(opened.document.uri);
    assert.ok(denied && replaced);
    assert.deepEqual(more.map(codeOf), []);
    assert.equal(codeOf(denied), 'license.denied');
    assert.deepEqual(denied.range, new vscode.Range(3, 5, 3, 13));
    assert.equal(denied.severity, vscode.DiagnosticSeverity.Error);
    assert.match(denied.message, /^lib-agpl 2\.0\.1 is AGPL-3\.0-or-later: denied/);
    const target = (denied.code as { target: vscode.Uri }).target;
    assert.equal(target.path, vscode.Uri.joinPath(opened.folder, 'ospo-policy.yaml').path);
    const line = POLICY.split('\n').findIndex((text) => text.includes('- licenses: [network-copyleft]')) + 1;
    assert.match(target.fragment, new RegExp(`^L${line},`));
    assert.equal(codeOf(replaced), 'alternative.approved');
    assert.equal(replaced.severity, vscode.DiagnosticSeverity.Hint);
  });

  it('strike through what is deprecated', async () => {
    const lockfile = LOCKFILE.replace('"license":"MIT"', '"license":"MIT","deprecated":"Use lib-new."');
    const opened = await openCase({ ...PROJECT, 'package-lock.json': lockfile });
    await ready(opened);
    const deprecated = diagnostics(opened.document.uri).find((one) => codeOf(one) === 'package.deprecated');
    assert.deepEqual(deprecated?.tags, [vscode.DiagnosticTag.Deprecated]);
    assert.equal(opened.document.getText(deprecated.range), 'lib-mit');
  });

  it('follow an edit that is not saved, at once', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await edit(opened.document, '"lib-agpl": "^2.0.0",\n    ', '');
    assert.ok(opened.document.isDirty);
    await ready(opened);
    assert.deepEqual(findings(opened), ['alternative.approved moment']);
    await vscode.commands.executeCommand('undo');
    await ready(opened);
    assert.deepEqual(findings(opened), ['license.denied lib-agpl', 'alternative.approved moment']);
  });

  it('stay on their words while the text above them grows', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await edit(opened.document, '  "name": "case",', '  "name": "case",\n  "version": "1.0.0",\n');
    await until(() => (findings(opened)[0] === 'license.denied lib-agpl' ? true : undefined));
  });

  it('go when the extension is switched off, and come back', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await withSetting('enable', false, async () => {
      await until(() => (findings(opened).length === 0 ? true : undefined));
    });
    await until(() => (findings(opened).length === 2 ? true : undefined));
  });

  it('keep what parses in a manifest that is half typed', async () => {
    const broken = MANIFEST.replace('"lib-mit": "^1.0.0",', '"lib-mit": ');
    const opened = await openCase({ ...PROJECT, 'package.json': broken });
    await ready(opened);
    assert.ok(findings(opened).includes('license.denied lib-agpl'));
  });

  it('count columns after a byte order mark and CRLF as the editor does', async () => {
    const odd = `\uFEFF${MANIFEST.replaceAll('\n', '\r\n')}`;
    const opened = await openCase({ ...PROJECT, 'package.json': odd });
    await ready(opened);
    assert.deepEqual(findings(opened), ['license.denied lib-agpl', 'alternative.approved moment']);
  });

  it('change with the lockfile', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await write(opened.folder, 'package-lock.json', LOCKFILE.replace('AGPL-3.0-or-later', 'MIT'));
    await until(() => (findings(opened).join() === 'alternative.approved moment' ? true : undefined));
  });

  it('are judged by the nearest policy, and anew when it changes', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await write(opened.folder, 'ospo-policy.yaml', POLICY.replace('network-copyleft', 'permissive'));
    await until(() => (findings(opened).includes('license.denied lib-mit') ? true : undefined));
  });
});
