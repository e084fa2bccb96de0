import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { edit, extension, findings, openCase, ready, write } from './support/editor';
import { MANIFEST, POLICY, PROJECT } from './support/samples';
import { actionsOn, choose } from './support/shown';

const CATALOG = `# What all share.
catalog:
  lib-mit: ^1.0.0
  # Dates.
  moment: ^2.30.0   # to go
`;

describe('quick fixes', () => {
  it('come in order: replace, ask, clause, explain, snooze', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    assert.deepEqual(
      (await actionsOn(opened, 'moment')).map(({ title }) => title.split(' ')[0]),
      ['Replace', 'Ask', 'Open', 'Explain', 'Snooze'],
    );
  });

  it('are offered once, however many findings they resolve', async () => {
    const policy = `${POLICY}packages:\n  deny:\n    - package: moment\n      instead: [date-fns]\n`;
    const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': policy });
    await ready(opened);
    assert.ok(findings(opened).includes('package.denied moment'));
    const titles = (await actionsOn(opened, 'moment')).map(({ title }) => title);
    assert.deepEqual(titles, [...new Set(titles)]);
  });

  it('prefer the one that is safe, and keep the format of the text', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const [replace] = await actionsOn(opened, 'moment');
    assert.equal(replace?.isPreferred, true);
    await choose(replace);
    assert.equal(opened.document.getText(), MANIFEST.replace('"moment": "^2.30.0"', '"date-fns": "^4.1.0"'));
    await ready(opened);
    assert.ok(!findings(opened).includes('alternative.approved moment'));
  });

  it('are applied by the link of the hover, to the text as it is now', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const [replace] = await actionsOn(opened, 'moment');
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

  it('are refused when the text has changed since they were offered', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    const [replace] = await actionsOn(opened, 'moment');
    await edit(opened.document, '"lib-mit"', '"lib-mitt"');
    const changed = opened.document.getText();
    await choose(replace);
    assert.equal(opened.document.getText(), changed);
    assert.ok(changed.includes('"moment": "^2.30.0"'));
  });

  it('edit the catalog that an entry names, with its unsaved text, and the name in package.json', async () => {
    const manifest = MANIFEST.replace('"^2.30.0"', '"catalog:"').replace('"^1.0.0"', '"catalog:"');
    const opened = await openCase({
      ...PROJECT,
      'package.json': manifest,
      'pnpm-workspace.yaml': CATALOG,
    });
    await ready(opened);
    const catalog = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(opened.folder, 'pnpm-workspace.yaml'),
    );
    await edit(catalog, '# What all share.', '# What we all share.');
    const [replace] = await actionsOn(opened, 'moment');
    assert.equal(replace?.title, 'Replace moment by date-fns ^4.1.0, in pnpm-workspace.yaml');
    await choose(replace);
    assert.equal(opened.document.getText(), manifest.replace('"moment"', '"date-fns"'));
    assert.equal(
      catalog.getText(),
      CATALOG.replace('What all', 'What we all').replace('moment: ^2.30.0', 'date-fns: ^4.1.0'),
    );
  });

  it('judge what a catalog says anew when it changes', async () => {
    const manifest = MANIFEST.replace('"^2.30.0"', '"catalog:"');
    const opened = await openCase({ ...PROJECT, 'package.json': manifest, 'pnpm-workspace.yaml': CATALOG });
    const before = await ready(opened);
    const version = ({ judgements }: typeof before) =>
      judgements.find(({ dependency }) => dependency.name === 'moment')?.evidence.version?.value;
    assert.equal(version(before), '2.30.1');
    const api = await extension().activate();
    const changed = new Promise<void>((resolve) => {
      const listener = api.onDidChange(async () => {
        if (version(await api.ready(opened.document.uri)) === '2.30.1') return;
        listener.dispose();
        resolve();
      });
    });
    await write(opened.folder, 'pnpm-workspace.yaml', CATALOG.replace('^2.30.0', '^3.0.0'));
    await changed;
  });
});
