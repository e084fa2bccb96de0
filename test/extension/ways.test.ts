import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { startNpmRegistry } from '../standins/npmRegistry';
import type { StandIn } from '../standins/server';
import { answering } from './support/answers';
import { diagnostics, edit, fixtureText, openCase, ready } from './support/editor';
import type { Case } from './support/editor';
import { withSettings } from './support/faults';
import { actionsOn, choose, groupsIn, hoversOn } from './support/shown';

const PATHS = ['package.json', 'packages/app/package.json', 'package-lock.json', 'ospo-policy.yaml'] as const;

const fixture = (path: string) => fixtureText('ways', path);

const files = () => Object.fromEntries(PATHS.map((path) => [path, fixture(path)]));

const OVERRIDE =
  'Override fixture-agent by 1.0.4 (MIT), in package.json: outside of what fixture-detect asks for (^2.0.0), so test it';

const chooseFrom = (found: readonly vscode.CodeAction[], start: string) =>
  choose(found.find(({ title }) => title.startsWith(start)));

/** The workspace package of a case, judged with the lockfile of the root. */
async function appOf({ folder }: Case): Promise<Case> {
  const uri = vscode.Uri.joinPath(folder, 'packages', 'app', 'package.json');
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return { folder, document };
}

const refTo = ({ document }: Case, name: string, brought: object) => ({
  manifest: document.uri.toString(),
  name,
  scope: 'production',
  brought,
});

const AGENT = { name: 'fixture-agent', version: '2.0.1' };

describe('ways out of what a dependency brings', () => {
  let opened: Case;
  beforeEach(async () => {
    opened = await openCase(files());
    await ready(opened);
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are offered on the dependency: the fix first, then the ways on, about the package itself', async () => {
    const found = await actionsOn(opened, 'fixture-detect');
    assert.deepEqual(
      found.map(({ title }) => title),
      [
        OVERRIDE,
        'Look for a version of fixture-detect without fixture-agent…',
        'Ask the OSPO about fixture-agent',
        'Request an exception for fixture-agent',
        'Open the policy clause',
        'Explain the verdict on fixture-agent',
        'Explain the verdict on fixture-detect',
        'Snooze fixture-detect …',
      ],
    );
    assert.deepEqual(
      found.map(({ isPreferred }) => isPreferred === true),
      found.map(() => false),
    );
  });

  it('override the package in one step that can be undone, and promise no more than that', async () => {
    await chooseFrom(await actionsOn(opened, 'fixture-detect'), 'Override');
    const before = fixture('package.json');
    const after = before.replace('    "fixture-other"', '    "fixture-agent": "1.0.4",\n    "fixture-other"');
    assert.equal(opened.document.getText(), after);
    await ready(opened);
    // Nobody has installed anything: what is installed is what it was.
    assert.ok(
      diagnostics(opened.document.uri).some(({ message }) => message.startsWith('fixture-agent 2.0.1')),
    );
    assert.ok(!(await actionsOn(opened, 'fixture-detect')).some(({ title }) => title.startsWith('Override')));
    await vscode.window.showTextDocument(opened.document);
    await vscode.commands.executeCommand('undo');
    assert.equal(opened.document.getText(), before);
  });

  it('are refused when the text has changed since they were offered', async () => {
    const found = await actionsOn(opened, 'fixture-detect');
    await edit(opened.document, '"fixture-zeta"', '"fixture-eta"');
    const changed = opened.document.getText();
    await chooseFrom(found, 'Override');
    assert.equal(opened.document.getText(), changed);
  });

  it('change the root manifest for a package of the workspace, with its unsaved edits', async () => {
    const app = await appOf(opened);
    await ready(app);
    await edit(opened.document, '"fixture-zeta": "2.0.0"', '"fixture-zeta": "2.1.0"');
    const before = opened.document.getText();
    await chooseFrom(await actionsOn(app, 'fixture-pad'), 'Override fixture-left by fixture-right ^2.0.0');
    assert.equal(
      opened.document.getText(),
      before.replace(
        '    "fixture-other"',
        '    "fixture-left": "npm:fixture-right@^2.0.0",\n    "fixture-other"',
      ),
    );
    assert.equal(app.document.getText(), fixture('packages/app/package.json'));
  });

  it('replace the dependency where the policy approves another one', async () => {
    const app = await appOf(opened);
    await ready(app);
    await chooseFrom(await actionsOn(app, 'fixture-old'), 'Replace fixture-old');
    assert.equal(
      app.document.getText(),
      fixture('packages/app/package.json').replace('"fixture-old": "^3.0.0"', '"fixture-new": "^1.0.0"'),
    );
    await ready(app);
    assert.ok(!diagnostics(app.document.uri).some(({ message }) => message.startsWith('fixture-core')));
  });

  it('are named by the hover, with a link that does them', async () => {
    const hovers = await hoversOn(opened, 'fixture-detect');
    const hover = hovers.find((value) => value.includes('ospoLens.explain')) ?? '';
    const [, link] =
      /Override fixture-agent by 1\.0\.4 .*\[Apply\]\(command:ospoLens\.applyFix\?([^)]+)\)/.exec(hover) ??
      [];
    const [argument] = JSON.parse(decodeURIComponent(link ?? '[]')) as [{ fix: string }];
    assert.equal(argument.fix, OVERRIDE);
    await vscode.commands.executeCommand('ospoLens.applyFix', argument);
    assert.match(opened.document.getText(), /"fixture-agent": "1\.0\.4"/);
  });

  it('stand beside the override that pins the package already', async () => {
    const pinned = '"fixture-detect": { "fixture-agent": "2.0.1" },\n    "fixture-other"';
    await edit(opened.document, '"fixture-other"', pinned);
    await ready(opened);
    assert.match(
      (await hoversOn(opened, 'fixture-detect')).join('\n'),
      /\*\*Pinned\*\* fixture-agent 2\.0\.1 is pinned by overrides in package\.json: "fixture-detect › fixture-agent": "2\.0\.1"/,
    );
  });

  it('lead to the OSPO with the package and the path to it', async () => {
    const found = await actionsOn(opened, 'fixture-detect');
    const { asked } = await answering(undefined, () => chooseFrom(found, 'Ask the OSPO'));
    assert.equal(asked[0]?.title, 'fixture-agent 2.0.1: AGPL-3.0-only, denied');
    for (const part of [
      'Package: fixture-agent 2.0.1',
      'Path: fixture-detect 1.4.0 › fixture-agent 2.0.1',
      'AGPL-3.0-only is denied by policy 2.3',
      'Source: package-lock.json',
    ])
      assert.ok(asked[0].detail.includes(part), `${part} is not in:\n${asked[0].detail}`);
  });

  it('note a request for the package, and tell of it on the dependency', async () => {
    const ref = refTo(opened, 'fixture-detect', AGENT);
    const form = { reason: 'Only in a test.', by: 'Jo' };
    await vscode.commands.executeCommand('ospoLens.requestException', { ...ref, ...form });
    const request = {
      package: 'fixture-agent',
      asked: new Date().toISOString().slice(0, 10),
      kind: 'exception',
    };
    try {
      const hovers = await hoversOn(opened, 'fixture-detect');
      assert.match(hovers.join('\n'), /fixture-agent: Exception requested on .* by Jo: pending/);
    } finally {
      await vscode.commands.executeCommand('ospoLens.withdrawRequest', { request });
    }
  });

  it('explain the package, and open the clause that stops it', async () => {
    const found = await actionsOn(opened, 'fixture-detect');
    await chooseFrom(found, 'Explain the verdict on fixture-agent');
    const trace = vscode.window.activeTextEditor?.document;
    assert.match(trace?.uri.path ?? '', /fixture-agent/);
    assert.match(trace?.getText() ?? '', /^fixture-agent 2\.0\.1 in production: denied\n.*Brought by\n/);
    await chooseFrom(found, 'Open the policy clause');
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? '', /ospo-policy\.yaml$/);
    const line = editor?.document.lineAt(editor.selection.active.line).text ?? '';
    assert.match(line, /network-copyleft|2\.3/);
  });

  it('stand at the row of the package in the view', async () => {
    try {
      const all = (await groupsIn(opened)).flatMap(({ children }) => children);
      const row = all
        .find(({ label }) => label === 'fixture-detect')
        ?.children.find(({ label }) => label === 'fixture-agent 2.0.1');
      assert.equal(row?.kind, 'brought fixable clause');
      await vscode.commands.executeCommand('ospoLens.openClause', {
        ref: refTo(opened, 'fixture-detect', AGENT),
      });
      assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /ospo-policy\.yaml$/);
      const ref = { ref: refTo(opened, 'fixture-detect', AGENT) };
      const { asked } = await answering(undefined, async () =>
        vscode.commands.executeCommand('ospoLens.ask', ref),
      );
      assert.equal(asked[0]?.title, 'fixture-agent 2.0.1: AGPL-3.0-only, denied');
    } finally {
      await vscode.commands.executeCommand('ospoLens.clearFilter');
    }
  });
});

describe('a version of a dependency without a package', () => {
  const LOOK = 'Look for a version of fixture-detect without fixture-agent…';
  let registry: StandIn;
  before(async () => {
    registry = await startNpmRegistry({
      'fixture-detect': {
        versions: {
          '1.4.0': { license: 'MIT', dependencies: { 'fixture-agent': '^2.0.0' } },
          '2.0.0': { license: 'AGPL-3.0-only' },
          '2.1.0': { license: 'MIT', dependencies: { 'fixture-new-core': '^1.0.0' } },
          '3.0.0': { license: 'MIT', dependencies: { 'fixture-agent': '^2.0.0' } },
        },
      },
    });
  });
  after(() => registry.close());
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** With all answers there that judging asks for. */
  const openHere = async () => {
    const opened = await openCase({ ...files(), '.npmrc': `registry=${registry.url}/\n` });
    await ready(opened);
    const app = vscode.Uri.joinPath(opened.folder, 'packages', 'app', 'package.json');
    await ready({ ...opened, document: await vscode.workspace.openTextDocument(app) });
    registry.requests.length = 0;
    return opened;
  };

  /** Not what is asked about a range as soon as it is written: the short answer is enough for that. */
  const askedInFull = () =>
    registry.requests.filter(({ headers }) => headers.accept === 'application/json').map(({ path }) => path);

  it('is looked for at the registry when somebody wants to know, and written when it is picked', async () => {
    await withSettings(
      { offline: false, 'services.depsDev': '', 'services.scorecard': '', 'services.osv': '' },
      async () => {
        const opened = await openHere();
        const found = await actionsOn(opened, 'fixture-detect');
        assert.deepEqual(registry.requests, []);
        const state = { isThrough: false };
        const running = chooseFrom(found, LOOK).finally(() => (state.isThrough = true));
        while (!state.isThrough)
          await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await running;
        assert.deepEqual(
          askedInFull().filter((path) => path === '/fixture-detect'),
          ['/fixture-detect'],
        );
        assert.equal(
          opened.document.getText(),
          fixture('package.json').replace('"fixture-detect": "^1.0.0"', '"fixture-detect": "^2.1.0"'),
        );
      },
    );
  });

  it('is not asked for offline, nor where nothing is stopped: that is said', async () => {
    const opened = await openHere();
    const found = await actionsOn(opened, 'fixture-detect');
    const { asked } = await answering(undefined, () => chooseFrom(found, LOOK));
    assert.deepEqual(
      asked.map(({ title }) => title),
      ['Offline: the registry was not asked about fixture-detect.'],
    );
    const other = { manifest: opened.document.uri.toString(), name: 'fixture-legacy', scope: 'production' };
    const nothing = await answering(undefined, async () =>
      vscode.commands.executeCommand('ospoLens.findVersion', other),
    );
    assert.deepEqual(
      nothing.asked.map(({ title }) => title),
      ['fixture-legacy brings nothing that the policy stops.'],
    );
    assert.deepEqual(registry.requests, []);
  });
});
