import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { extension, findings, openCase, positionOf, ready, until, withSetting } from './support/editor';
import type { Case } from './support/editor';
import { withSettings } from './support/faults';
import { MANIFEST, POLICY, PROJECT } from './support/samples';

// Commands as the palette runs them: with nothing handed over.

const run = (command: string, argument?: unknown) =>
  vscode.commands.executeCommand(`ospoLens.${command}`, argument);

/** Runs a command and accepts what it proposes until it is through. What it says in the end is put away. */
async function accept(command: string): Promise<void> {
  const state = { isThrough: false };
  const running = Promise.resolve(run(command)).finally(() => (state.isThrough = true));
  while (!state.isThrough) {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await vscode.commands.executeCommand('notifications.clearAll');
  }
  await running;
}

/** Opens a project with the cursor on a dependency. */
async function at(word: string, files: Readonly<Record<string, string>> = PROJECT): Promise<Case> {
  const opened = await openCase(files);
  await ready(opened);
  const position = positionOf(opened.document, word);
  const editor = await vscode.window.showTextDocument(opened.document);
  editor.selection = new vscode.Selection(position, position);
  return opened;
}

const selected = () => {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection);
};

const activePath = () => vscode.window.activeTextEditor?.document.uri.path ?? '';

const WITH_DATE_FNS = MANIFEST.replace('"lib-agpl"', '"date-fns": "^4.1.0",\n    "lib-agpl"');

describe('a command of the palette', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows the dependency at the cursor', async () => {
    await at('moment');
    await run('reveal');
    assert.equal(selected(), 'moment');
  });

  it('leads to the fixes of the dependency at the cursor', async () => {
    await at('lib-mit');
    await run('fixDependency');
    assert.equal(selected(), 'lib-mit');
  });

  it('opens the clause that decided the dependency at the cursor', async () => {
    const { folder } = await at('lib-agpl');
    await run('openClause');
    assert.equal(activePath(), vscode.Uri.joinPath(folder, 'ospo-policy.yaml').path);
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /network-copyleft|2\.3/);
  });

  it('applies the fix that is picked', async () => {
    const { document } = await at('moment');
    await accept('applyFix');
    assert.equal(document.getText(), MANIFEST.replace('"moment": "^2.30.0"', '"date-fns": "^4.1.0"'));
  });

  it('changes nothing where no fix is known', async () => {
    const { document } = await at('lib-mit');
    await accept('applyFix');
    assert.equal(document.getText(), MANIFEST);
  });

  for (const command of ['addAlternative', 'findApproved'])
    it(`adds the approved package that is picked: ${command}`, async () => {
      const { document } = await at('lib-agpl');
      await accept(command);
      assert.equal(document.getText(), WITH_DATE_FNS);
    });

  for (const command of ['showAlternative', 'openGuide', 'giveBack', 'askAboutAll'])
    it(`says what it has to say, and changes nothing: ${command}`, async () => {
      const policy = POLICY.replace(/^ask:.*$(\n {2}.*)*/m, '');
      const opened = await at('lib-agpl', {
        'package.json': '{ "dependencies": { "lib-agpl": "^2.0.0" } }',
        'package-lock.json': PROJECT['package-lock.json'],
        'ospo-policy.yaml': policy,
      });
      const before = opened.document.getText();
      await accept(command);
      assert.equal(opened.document.getText(), before);
      assert.equal(opened.document.isDirty, false);
    });

  it('opens the document that is picked', async () => {
    await at('lib-agpl', {
      ...PROJECT,
      'ospo-policy.yaml': `${POLICY}documents: [{ title: Our rules, location: docs/rules.md }]\n`,
      'docs/rules.md': '# Rules\n',
    });
    await accept('openDocument');
    const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await until(() => titles().find((label) => label.includes('rules.md')));
  });

  it('shows where the code imports the dependency at the cursor', async () => {
    const opened = await at('moment', { ...PROJECT, 'src/app.js': "import moment from 'moment';\n" });
    const before = opened.document.getText();
    await run('showImports');
    assert.equal(opened.document.getText(), before);
  });

  it('stops the checking, and keeps what is checked', async () => {
    const opened = await at('lib-agpl');
    await run('stopChecking');
    const judged = await (await extension().activate()).ready(opened.document.uri);
    assert.equal(judged.judgements.length, 3);
  });

  it('turns a switch over, and back', async () => {
    const value = (key: string) => vscode.workspace.getConfiguration('ospoLens').get(key);
    const nobody = { 'services.depsDev': '', 'services.scorecard': '', 'services.osv': '' };
    await withSettings(nobody, async () => {
      for (const [command, key] of [
        ['toggleInlayHints', 'inlayHints.enabled'],
        ['toggleOffline', 'offline'],
        ['toggleQuiet', 'quiet'],
      ] as const) {
        const before = value(key);
        await run(command);
        assert.equal(value(key), before !== true, command);
        await run(command);
        assert.equal(value(key), before, command);
      }
    });
  });
});

describe('settings', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** Waits until the list of what would be sent for one project, which follows the settings, is as it is meant. */
  async function sentIs({ folder }: Case, isMeant: (asked: string, kept: string) => boolean): Promise<void> {
    await run('whatWouldBeSent');
    const list = vscode.window.activeTextEditor?.document;
    const name = folder.path.split('/').at(-1) ?? '';
    await until(() => {
      const sections = (list?.getText() ?? '').split(/^(?=What would be sent for )/m);
      const [asked = '', kept = ''] =
        sections.find((section) => section.includes(name))?.split('Private: sent to no public service') ?? [];
      return asked !== '' && isMeant(asked, kept) ? true : undefined;
    });
  }

  const UNLOCKED = { ...PROJECT, 'package-lock.json': '{}' };

  it('shipping: says how the project reaches its users, which rules may depend on', async () => {
    const policy = POLICY.replace("clause: '2.3'", "when: { shipping: [distributed] }\n      clause: '2.3'");
    const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': policy });
    const verdict = async () =>
      (await ready(opened)).judgements.find(({ dependency }) => dependency.name === 'lib-agpl')?.verdict;
    assert.equal(await verdict(), 'denied');
    await withSetting('shipping', 'internal', async () => {
      await until(() => (findings(opened).join().includes('license.denied') ? undefined : true));
      assert.notEqual(await verdict(), 'denied');
    });
  });

  it('privatePackages: keep a name back', async () => {
    const opened = await openCase(UNLOCKED);
    await sentIs(opened, (asked) => asked.includes('lib-agpl'));
    await withSetting('privatePackages', ['lib-*'], () =>
      sentIs(opened, (asked, kept) => kept.includes('lib-agpl') && !asked.includes('lib-agpl')),
    );
  });

  it('publicMirrors: let packages of a mirror count as public', async () => {
    const mirror = 'https://mirror.example.com/npm/';
    const opened = await openCase({ ...UNLOCKED, '.npmrc': `registry=${mirror}\n` });
    await sentIs(opened, (_asked, kept) => kept.includes('lib-agpl'));
    await withSetting('publicMirrors', [mirror], () => sentIs(opened, (_asked, kept) => kept === ''));
  });

  for (const [key, service] of [
    ['services.depsDev', 'deps.dev'],
    ['services.scorecard', 'Scorecard'],
    ['services.osv', 'OSV'],
  ] as const)
    it(`${key}: names the service that is asked, or none`, async () => {
      const opened = await openCase(UNLOCKED);
      const ours = 'https://ours.example.com';
      const isAsked = (asked: string) => new RegExp(`${service}[^\\n]* \\(`, 'i').test(asked);
      await withSetting(key, ours, () =>
        sentIs(opened, (asked) => isAsked(asked) && asked.includes(`(${ours})`)),
      );
      await withSetting(key, '', () => sentIs(opened, (asked) => !isAsked(asked)));
    });

  it('evidenceMirror: is asked too, and alone where evidenceMirrorOnly is set', async () => {
    const opened = await openCase(UNLOCKED);
    const evidenceMirror = 'https://evidence.example.com/index.json';
    const both = (asked: string) => asked.includes(evidenceMirror) && /^deps\.dev/m.test(asked);
    const alone = (asked: string) => asked.includes(evidenceMirror) && !/^deps\.dev/m.test(asked);
    await withSettings({ evidenceMirror }, () => sentIs(opened, both));
    await withSettings({ evidenceMirror, evidenceMirrorOnly: true }, () => sentIs(opened, alone));
  });
});
