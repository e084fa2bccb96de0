import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { extension, openCase, ready, until } from './support/editor';
import { PROJECT } from './support/samples';

const ONBOARDING = `onboarding:
  - { title: Our first week, document: docs/week.md, replaces: [ospo-model] }
`;

/** The titles of the tabs that show a preview of a Markdown file. */
function previews(): string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview)
    .map(({ label }) => label);
}

describe('the guidance', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('stands in the Help view, the texts of the organization first', async () => {
    const opened = await openCase({
      ...PROJECT,
      'ospo-policy.yaml': `${PROJECT['ospo-policy.yaml']}${ONBOARDING}`,
      'docs/week.md': '# Our first week\n',
    });
    await ready(opened);
    const api = await extension().activate();
    const learn = (await api.rows('ospoLens.help')).find(({ label }) => label === 'Learn');
    const found = learn?.children.map(({ label }) => label);
    assert.deepEqual(found, [
      'Get started',
      'Our first week',
      'Before you add a dependency',
      'License families: what each asks of you',
      'Which supply-chain practice each finding serves',
      'How to contribute upstream',
    ]);
  });

  it('opens as a page to read', async () => {
    const shipped = vscode.Uri.joinPath(
      extension().extensionUri,
      'resources',
      'guidance',
      'license-families.md',
    );
    await openCase(PROJECT);
    await vscode.commands.executeCommand('ospoLens.openDocument', shipped);
    const seen = await until(() => previews().find((label) => label.includes('license-families')));
    assert.match(seen, /license-families\.md/);
  });

  it('is offered by a command', async () => {
    await ready(await openCase(PROJECT));
    const state = { picked: false };
    const picking = vscode.commands.executeCommand('ospoLens.openGuidance').then(() => {
      state.picked = true;
    });
    // Accepting does nothing until there is something to accept.
    while (!state.picked)
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await picking;
    await until(() => previews().find((label) => label.includes('new-dependency')));
  });
});
