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
  watched,
  withSetting,
  write,
} from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, POLICY, PROJECT } from './support/samples';

/** Whether the dependencies are judged by `POLICY`. */
const isJudged = (opened: Case): boolean =>
  findings(opened).join() === 'license.denied lib-agpl,alternative.approved moment';

/** Whether nothing is allowed, as long as the base of the policy is missing. */
const isBlocked = (opened: Case): boolean =>
  ['lib-agpl', 'lib-mit', 'moment'].every((name) => findings(opened).some((one) => one.endsWith(` ${name}`)));

/** Whether the policy that ships inside is what a finding leads to. */
const isByDefault = ({ document }: Case): boolean =>
  diagnostics(document.uri).some(({ code }) =>
    (code as { target?: vscode.Uri } | undefined)?.target?.path.includes('/resources/'),
  );

/** Puts a policy there, with its folders, in one step: nobody sees it half. */
async function comes({ folder }: Case, path: string): Promise<void> {
  await write(folder, `draft/${path}`, POLICY);
  const [draft, place] = [`draft/${topOf(path)}`, topOf(path)].map((at) => vscode.Uri.joinPath(folder, at));
  if (draft && place) await vscode.workspace.fs.rename(draft, place);
}

const goes = ({ folder }: Case, path: string): Thenable<void> =>
  vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, topOf(path)), { recursive: true });

const topOf = (path: string): string => path.replace(/\/.*$/, '');

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
    await until(() => (isByDefault(opened) ? true : undefined));
    assert.equal((await ready(opened)).policy.isDefault, true);
  });

  const bases: readonly [string, string, string][] = [
    ['a file', './base.yaml', 'base.yaml'],
    ['a file in a folder of its own', './rules/of/base.yaml', 'rules/of/base.yaml'],
    ['a package', '@acme/policy', 'node_modules/@acme/policy/ospo-policy.yaml'],
  ];
  for (const [title, reference, file] of bases)
    it(`finds a base that comes, goes and comes back: ${title}`, async () => {
      const policy = `version: 1\nextends: ${JSON.stringify(reference)}\n`;
      const opened = await openCase({ ...PROJECT, 'ospo-policy.yaml': policy });
      await ready(opened);
      await watched(opened.folder);
      assert.ok(isBlocked(opened));
      await comes(opened, file);
      await until(() => (isJudged(opened) ? true : undefined));
      await goes(opened, file);
      await until(() => (isBlocked(opened) ? true : undefined));
      await comes(opened, file);
      await until(() => (isJudged(opened) ? true : undefined));
    });

  it('is found again where the settings name it', async () => {
    const { 'ospo-policy.yaml': policy, ...others } = PROJECT;
    const opened = await openCase({ ...others, 'rules/named.yaml': policy });
    await until(() => (isByDefault(opened) ? true : undefined));
    const named = vscode.Uri.joinPath(opened.folder, 'rules/named.yaml');
    await withSetting('policy', named.fsPath, async () => {
      await until(() => (isByDefault(opened) ? undefined : true));
      await watched(opened.folder);
      await vscode.workspace.fs.delete(named);
      await until(() => (isByDefault(opened) ? true : undefined));
      await write(opened.folder, 'rules/named.yaml', policy);
      await until(() => (isByDefault(opened) ? undefined : true));
    });
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
