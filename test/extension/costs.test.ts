import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { counts, leastCost } from './support/costs';
import {
  diagnostics,
  edit,
  extension,
  fixtureText,
  openCase,
  ready,
  until,
  watched,
  withSetting,
  write,
} from './support/editor';
import type { Case } from './support/editor';
import { MANIFEST, PROJECT } from './support/samples';

const fixture = (path: string) => fixtureText('brought', path);

const ALONE = ['package.json', 'package-lock.json', 'ospo-policy.yaml'];

function newFolder(): vscode.Uri {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(workspace);
  return vscode.Uri.joinPath(workspace.uri, `case-${randomUUID()}`);
}

/** Has the manifests judged by a policy that asks for this, and waits until each says so. */
async function judgeBy(folder: vscode.Uri, words: string, manifests: readonly vscode.Uri[]): Promise<void> {
  const policy = fixture('ospo-policy.yaml').replace('Publish changes to the package itself.', words);
  await write(folder, 'ospo-policy.yaml', policy);
  const api = await extension().activate();
  for (const uri of manifests) {
    await until(() => (diagnostics(uri).some(({ message }) => message.includes(words)) ? true : undefined));
    await api.ready(uri);
  }
}

/** A project in an editor, after the editor's watching has told of all its files: of the policy it tells last. */
async function opened(paths: readonly string[]): Promise<Case & { readonly manifests: vscode.Uri[] }> {
  const one = await openCase(Object.fromEntries(paths.map((path) => [path, fixture(path)])));
  const manifests = paths
    .filter((path) => path.endsWith('package.json'))
    .map((path) => vscode.Uri.joinPath(one.folder, path));
  await judgeBy(one.folder, 'Tell us.', manifests);
  await judgeBy(one.folder, 'Tell nobody.', manifests);
  return { ...one, manifests };
}

describe('what a tree costs', () => {
  it('nothing for a keystroke outside of the dependencies', async () => {
    const one = await opened(ALONE);
    const names = ['brought', 'other', 'another', 'last'];
    const renames = names.slice(1).map((name, index) => async () => {
      await edit(one.document, `"name": "${names[index] ?? ''}"`, `"name": "${name}"`);
      await ready(one);
    });
    assert.equal((await leastCost(renames)).trees, 0);
  });

  it('once more when an entry asks for something else', async () => {
    const one = await opened(ALONE);
    const ranges = ['^1.0.0', '^1.0.1', '^1.0.2', '^1.0.3'];
    const changes = ranges.slice(1).map((range, index) => async () => {
      await edit(one.document, `"fixture-web": "${ranges[index] ?? ''}"`, `"fixture-web": "${range}"`);
      await ready(one);
    });
    assert.equal((await leastCost(changes)).trees, 1);
  });
});

describe('the check of a workspace', () => {
  const MANY = 60;

  it('ends when it is stopped, and goes on when it is asked for again', async () => {
    const folder = newFolder();
    const manifests = Array.from({ length: MANY }, (_, index) =>
      vscode.Uri.joinPath(folder, `p${index}`, 'package.json'),
    );
    const diagnosed = () => manifests.filter((uri) => diagnostics(uri).length > 0).length;
    await withSetting('check', 'openFiles', async () => {
      await write(folder, 'ospo-policy.yaml', PROJECT['ospo-policy.yaml']);
      await write(folder, 'package-lock.json', PROJECT['package-lock.json']);
      for (let index = 0; index < MANY; index++) await write(folder, `p${index}/package.json`, MANIFEST);
      await watched(folder);
    });
    await until(() => (diagnosed() > 0 ? true : undefined));
    await vscode.commands.executeCommand('ospoLens.stopChecking');
    const { manifestsRead } = await counts();
    const before = diagnosed();
    assert.ok(before < MANY);
    await ready(await openCase(PROJECT));
    // What comes later is found by a search, which leaves alone what was given up.
    const later = vscode.Uri.joinPath(folder, 'later', 'package.json');
    await write(folder, 'later/package.json', MANIFEST);
    await until(() => (diagnostics(later).length > 0 ? true : undefined));
    // Those that were being read when it was stopped, the one that was opened, and the one that came later.
    assert.ok((await counts()).manifestsRead <= manifestsRead + 6);
    assert.ok(diagnosed() <= before + 4);
    await vscode.commands.executeCommand('ospoLens.checkWorkspace');
    await until(() => (diagnosed() === MANY ? true : undefined));
  });
});
