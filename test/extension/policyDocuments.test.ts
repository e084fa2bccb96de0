import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { selfSigned } from '../standins/selfSigned';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';
import { diagnostics, extension, openCase, ready, withSetting } from './support/editor';
import { POLICY, PROJECT } from './support/samples';

const RULES = '# Rules\n\n## 2 Licenses\n\n### 2.3 Network copyleft\n\nNot over the network.\n';
const CLAUSES = "clauses: { '2.3': { link: docs/rules.md#23-network-copyleft } }\n";

const listing = (location: string) => `documents: [{ title: Our rules, location: '${location}' }]\n`;
const rows = async () => (await extension().activate()).rows('ospoLens.policy');

/** Nobody but the stand-in is asked. */
const ONLINE = { offline: false, 'services.depsDev': '', 'services.scorecard': '', 'services.osv': '' };

function withSettings(settings: Readonly<Record<string, unknown>>, work: () => Promise<void>) {
  return Object.entries(settings).reduce(
    (inner, [key, value]) =>
      () =>
        withSetting(key, value, inner),
    work,
  )();
}

/** The tab that is active once one of these labels is; previews open late. */
async function previewOf(label: string): Promise<vscode.Tab> {
  const find = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find((tab) => tab.input instanceof vscode.TabInputWebview && tab.label.includes(label));
  return new Promise((resolve) => {
    const listener = vscode.window.tabGroups.onDidChangeTabs(look);
    function look() {
      const tab = find();
      if (!tab) return;
      listener.dispose();
      resolve(tab);
    }
    look();
  });
}

describe("the policy's documents", () => {
  const files = {
    ...PROJECT,
    'ospo-policy.yaml': POLICY + CLAUSES + listing('docs/rules.md'),
    'docs/rules.md': RULES,
  };

  it('are listed with their headings', async () => {
    await ready(await openCase(files));
    const [document, ...others] = await rows();
    assert.deepEqual(others, []);
    assert.equal(document?.label, 'Our rules');
    const [licenses] = document.children;
    assert.equal(licenses?.label, '2 Licenses');
    assert.deepEqual(
      licenses.children.map(({ label }) => label),
      ['2.3 Network copyleft'],
    );
  });

  it('are where the code of a finding leads, at the line of the heading', async () => {
    const opened = await openCase(files);
    await ready(opened);
    const [denied] = diagnostics(opened.document.uri);
    const { target } = denied?.code as { target: vscode.Uri };
    assert.equal(target.path, vscode.Uri.joinPath(opened.folder, 'docs/rules.md').path);
    assert.equal(target.fragment, 'L5');
  });

  it('are opened in the preview at a heading', async () => {
    await ready(await openCase(files));
    const heading = (await rows())[0]?.children[0]?.children[0];
    assert.ok(heading?.command);
    const [argument] = (heading.command.arguments ?? []) as unknown[];
    await vscode.commands.executeCommand(heading.command.command, argument);
    await previewOf('rules.md');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  describe('on the web', function () {
    this.timeout(60_000);
    let service: StandIn;
    before(async () => {
      service = await startStandIn(() => undefined, selfSigned);
      service.fail({ kind: 'body', type: 'text/markdown', body: RULES });
    });
    after(() => service.close());

    it('are kept with their date, and read from the copy', async () => {
      const http = vscode.workspace.getConfiguration('http');
      await http.update('proxyStrictSSL', false, vscode.ConfigurationTarget.Global);
      try {
        const address = `${service.url}/rules.md`;
        await withSettings(ONLINE, async () => {
          const opened = await openCase({
            ...PROJECT,
            '.npmrc': `registry=${service.url}/npm/\n`,
            'ospo-policy.yaml': POLICY + listing(address),
          });
          await ready(opened);
          const seen = () => service.requests.filter(({ path }) => path === '/rules.md').length;
          assert.equal(seen(), 0, 'read before anybody looked');
          const [document] = await rows();
          assert.equal(document?.children[0]?.label, '2 Licenses', document?.description);
          assert.equal(seen(), 1);
        });
        const [document] = await rows();
        assert.match(document?.description ?? '', /^copy of \d{4}-\d\d-\d\d$/);
        const uri = vscode.Uri.from({ scheme: 'ospo-lens-policy', path: '/Our rules.md', query: address });
        const copy = await vscode.workspace.openTextDocument(uri);
        assert.match(copy.getText(), /^> A copy of \d{4}-\d\d-\d\d\. \[Open the original\]\(https:/);
        assert.ok(copy.getText().endsWith(RULES));
      } finally {
        await http.update('proxyStrictSSL', undefined, vscode.ConfigurationTarget.Global);
      }
    });
  });
});
