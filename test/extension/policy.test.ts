import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { codeOf, diagnostics, edit, findings, openCase, ready, until } from './support/editor';
import { MANIFEST, POLICY, PROJECT } from './support/samples';

describe('a policy in the editor', () => {
  it('shows its mistakes on their lines, and works without them', async () => {
    const flawed = POLICY.replace('allow: [permissive]', 'allow: [permissive, Apache2]');
    const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': flawed });
    await ready(opened);
    assert.deepEqual(findings(opened), ['license.denied lib-agpl', 'alternative.approved moment']);
    const policy = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(opened.folder, 'ospo-policy.yaml'),
    );
    const [problem] = await until(() => {
      const found = diagnostics(policy.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.ok(problem);
    assert.equal(codeOf(problem), 'policy.license-id');
    assert.equal(policy.getText(problem.range), 'Apache2');
    await edit(policy, 'Apache2', 'Apache-2.0');
    await until(() => (diagnostics(policy.uri).length === 0 ? true : undefined));
  });

  it('gives way to the default when it is deleted', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(opened.folder, 'ospo-policy.yaml'));
    await until(() => {
      const targets = diagnostics(opened.document.uri).map(
        ({ code }) => (code as { target?: vscode.Uri } | undefined)?.target?.path ?? '',
      );
      return targets.some((path) => path.includes('/resources/')) ? true : undefined;
    });
    assert.equal((await ready(opened)).policy.isDefault, true);
  });

  it('judges nothing as allowed that was not checked', async () => {
    const unknown = MANIFEST.replace('lib-mit', 'lib-nobody-knows');
    const opened = await openCase({ ...PROJECT, 'package.json': unknown });
    const { judgements } = await ready(opened);
    const judgement = judgements.find(({ dependency }) => dependency.name === 'lib-nobody-knows');
    assert.equal(judgement?.verdict, 'unknown');
    assert.ok(findings(opened).includes('license.unknown lib-nobody-knows'));
  });
});
