import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Row } from '../../../src/extension/sidebar/rows';
import { counts } from '../support/costs';
import { codeOf, diagnostics, extension, until, watched, write } from '../support/editor';
import { LOCKFILE, MANIFEST, POLICY, PROJECT } from '../support/samples';

const STRICT = POLICY.replace('network-copyleft', 'permissive');

const folders = () => vscode.workspace.workspaceFolders ?? [];
const first = () => (folders()[0] as vscode.WorkspaceFolder).uri;
const newFolder = () => vscode.Uri.joinPath(first(), `case-${randomUUID()}`);
/** A folder that no other one holds. */
const newFolderBeside = () => vscode.Uri.joinPath(first(), '..', `beside-${randomUUID()}`);
const manifestIn = (folder: vscode.Uri) => vscode.Uri.joinPath(folder, 'package.json');
const nameOf = ({ path }: vscode.Uri) => path.slice(path.lastIndexOf('/') + 1);

async function writeProject(folder: vscode.Uri, policy = POLICY, lockfile = LOCKFILE): Promise<void> {
  await write(folder, 'ospo-policy.yaml', policy);
  await write(folder, 'package-lock.json', lockfile);
  await write(folder, 'package.json', MANIFEST);
}

/** The first folder stays: without it, the editor would start its extensions anew. */
async function changeFolders(change: () => boolean): Promise<void> {
  const changed = new Promise<void>((resolve) => {
    const listener = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      listener.dispose();
      resolve();
    });
  });
  assert.ok(change());
  await changed;
}

const add = (uri: vscode.Uri) =>
  changeFolders(() => vscode.workspace.updateWorkspaceFolders(folders().length, 0, { uri }));

const remove = (uri: vscode.Uri) =>
  changeFolders(() => {
    const index = folders().findIndex((folder) => folder.uri.toString() === uri.toString());
    return vscode.workspace.updateWorkspaceFolders(index, 1);
  });

const denied = (folder: vscode.Uri) =>
  diagnostics(manifestIn(folder))
    .filter((one) => codeOf(one) === 'license.denied')
    .map(({ message }) => message.split(' ')[0]);

const judgedAs = (folder: vscode.Uri, names: readonly string[]) =>
  until(() => (String(denied(folder)) === String(names) ? true : undefined));

const isForgotten = (folder: vscode.Uri) =>
  until(() => (diagnostics(manifestIn(folder)).length === 0 ? true : undefined));

const LENIENT = ['lib-agpl'];
/** By the strict policy nobody speaks of a license that is not permissive. */
const STRICTLY = ['lib-mit', 'moment'];

/** The same project in the first folder and in one that is added. */
async function judgedSideBySide(): Promise<{ here: vscode.Uri; beside: vscode.Uri }> {
  const [here, beside] = [newFolder(), newFolderBeside()];
  await writeProject(here);
  await writeProject(beside);
  await add(beside);
  await judgedAs(beside, LENIENT);
  await judgedAs(here, LENIENT);
  await watched(beside);
  return { here, beside };
}

async function manifestRows(): Promise<readonly Row[]> {
  await vscode.commands.executeCommand('ospoLens.groupByManifest');
  return (await extension().activate()).rows('ospoLens.dependencies');
}

const rowsAbout = async (folder: vscode.Uri) =>
  (await manifestRows()).filter(({ label }) => label.includes(nameOf(folder))).map(({ label }) => label);

describe('a window of several folders', () => {
  beforeEach(async () => {
    assert.deepEqual(
      folders().map(({ name }) => name),
      ['one', 'two'],
    );
    await extension().activate();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('ospoLens.groupByVerdict');
    for (const { uri } of folders().slice(2)) await remove(uri);
    const change = new vscode.WorkspaceEdit();
    const parent = vscode.Uri.joinPath(first(), '..');
    for (const [name] of await vscode.workspace.fs.readDirectory(parent))
      if (name.startsWith('beside-'))
        change.deleteFile(vscode.Uri.joinPath(parent, name), { recursive: true });
    await vscode.workspace.applyEdit(change);
  });

  it('judges each folder by its own policy and lockfile', async () => {
    const [here, beside] = [newFolder(), newFolderBeside()];
    await writeProject(here);
    await writeProject(beside, STRICT, LOCKFILE.replace('"AGPL-3.0-or-later"', '"ISC"'));
    await add(beside);
    await judgedAs(beside, ['lib-agpl', ...STRICTLY]);
    await judgedAs(here, LENIENT);
  });

  it('follows a policy in one folder, and leaves the others alone', async () => {
    const { here, beside } = await judgedSideBySide();
    await write(beside, 'ospo-policy.yaml', STRICT);
    await judgedAs(beside, STRICTLY);
    assert.deepEqual(denied(here), LENIENT);
  });

  it('forgets a folder that is taken out, and knows it again when it comes back', async () => {
    const { here, beside } = await judgedSideBySide();
    assert.equal((await rowsAbout(beside)).length, 1);
    await remove(beside);
    await isForgotten(beside);
    await until(() => (denied(here).length > 0 ? true : undefined));
    assert.deepEqual(await rowsAbout(beside), []);
    await add(beside);
    await judgedAs(beside, LENIENT);
  });

  it('keeps what an editor shows of a folder that is taken out, until that is closed', async () => {
    const beside = newFolderBeside();
    await writeProject(beside);
    await add(beside);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(manifestIn(beside)));
    await judgedAs(beside, LENIENT);
    await remove(beside);
    const api = await extension().activate();
    await api.ready(manifestIn(beside));
    assert.deepEqual(denied(beside), LENIENT);
    const change = new vscode.WorkspaceEdit();
    change.deleteFile(manifestIn(beside));
    await vscode.workspace.applyEdit(change);
    await isForgotten(beside);
  });

  it('reads and lists a manifest once that two folders hold, and keeps it while one of them does', async () => {
    const here = newFolder();
    const inner = vscode.Uri.joinPath(here, 'inner');
    await writeProject(here);
    await writeProject(inner, STRICT);
    await judgedAs(here, LENIENT);
    await judgedAs(inner, STRICTLY);
    await watched(here);
    const api = await extension().activate();
    for (const folder of [inner, here]) await api.ready(manifestIn(folder));
    const before = await counts();
    await add(inner);
    await until(() =>
      vscode.workspace.getWorkspaceFolder(manifestIn(inner))?.name === 'inner' ? true : undefined,
    );
    await vscode.commands.executeCommand('ospoLens.checkWorkspace');
    for (const folder of [inner, here]) await api.ready(manifestIn(folder));
    assert.equal((await counts()).manifestsRead, before.manifestsRead);
    assert.deepEqual([denied(here), denied(inner)], [LENIENT, STRICTLY]);
    assert.deepEqual(
      (await manifestRows()).map(({ label }) => label).filter((label) => label.startsWith('inner/')),
      ['inner/package.json'],
    );
    assert.deepEqual(await rowsAbout(here), [`one/${nameOf(here)}/package.json`]);
    await remove(inner);
    await vscode.commands.executeCommand('ospoLens.checkWorkspace');
    await api.ready(manifestIn(inner));
    assert.deepEqual(denied(inner), STRICTLY);
    assert.deepEqual(await rowsAbout(here), [
      `one/${nameOf(here)}/inner/package.json`,
      `one/${nameOf(here)}/package.json`,
    ]);
  });

  it('takes the settings of a folder for what stands in it', async () => {
    const { here, beside } = await judgedSideBySide();
    await write(beside, 'other.yaml', STRICT);
    const settings = vscode.workspace.getConfiguration('ospoLens', beside);
    await settings.update('policy', 'other.yaml', vscode.ConfigurationTarget.WorkspaceFolder);
    await judgedAs(beside, STRICTLY);
    assert.deepEqual(denied(here), LENIENT);
    await remove(beside);
    await isForgotten(beside);
    await add(beside);
    await judgedAs(beside, STRICTLY);
  });
});

describe('the rows of a window of several folders', () => {
  it('name the folder, as long as there are several', async () => {
    const [, two] = folders();
    assert.ok(two);
    await writeProject(vscode.Uri.joinPath(two.uri, 'case'), PROJECT['ospo-policy.yaml']);
    await judgedAs(vscode.Uri.joinPath(two.uri, 'case'), LENIENT);
    const labels = (await manifestRows()).map(({ label }) => label);
    assert.ok(labels.includes('two/case/package.json'), String(labels));
  });
});
