import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  codeOf,
  diagnostics,
  edit,
  extension,
  openCase,
  ready,
  until,
  withSetting,
  write,
} from './support/editor';
import { leastCost } from './support/costs';
import { LOCKFILE, MANIFEST, POLICY, PROJECT } from './support/samples';

function newFolder(): vscode.Uri {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(workspace);
  return vscode.Uri.joinPath(workspace.uri, `case-${randomUUID()}`);
}

const manifestIn = (folder: vscode.Uri) => vscode.Uri.joinPath(folder, 'package.json');

/** Writes a project that no editor shows; the manifest last. */
async function writeProject(
  folder: vscode.Uri,
  files: Readonly<Record<string, string>> = PROJECT,
): Promise<void> {
  const { 'package.json': manifest, ...others } = files;
  for (const [path, text] of Object.entries(others)) await write(folder, path, text);
  await write(folder, 'package.json', manifest ?? '{}');
}

const isDiagnosed = (folder: vscode.Uri, count: number) =>
  until(() => (diagnostics(manifestIn(folder)).length === count ? true : undefined));

const STRICT = POLICY.replace('network-copyleft', 'permissive');

/**
 * Waits until the editor's watching has told of all files that were written so far: of a policy that is written last it
 * tells last. Afterwards the manifest is judged by POLICY.
 */
async function settled(folder: vscode.Uri, manifest = folder): Promise<void> {
  for (const policy of [STRICT, POLICY]) {
    await write(folder, 'ospo-policy.yaml', policy);
    await judgedBy(manifest, policy);
  }
}

/** Waits until the manifest of a folder is judged by that policy. */
async function judgedBy(folder: vscode.Uri, policy: string): Promise<void> {
  const name = policy === STRICT ? 'lib-mit' : 'lib-agpl';
  await until(() => {
    const denied = diagnostics(manifestIn(folder)).filter((one) => codeOf(one) === 'license.denied');
    return denied[0]?.message.startsWith(name) ? true : undefined;
  });
  await (await extension().activate()).ready(manifestIn(folder));
}

describe('the whole workspace', () => {
  it('is judged without being opened: at the same places as in an editor', async () => {
    const folder = newFolder();
    await writeProject(folder);
    await isDiagnosed(folder, 2);
    const closed = diagnostics(manifestIn(folder));
    assert.deepEqual(closed.map(codeOf), ['license.denied', 'alternative.approved']);
    assert.deepEqual(closed[0]?.range, new vscode.Range(3, 5, 3, 13));
  });

  it('follows files that change, go and come', async () => {
    const folder = newFolder();
    await writeProject(folder);
    await isDiagnosed(folder, 2);
    await write(folder, 'package.json', MANIFEST.replace('"lib-agpl": "^2.0.0",\n    ', ''));
    await isDiagnosed(folder, 1);
    await vscode.workspace.fs.delete(manifestIn(folder));
    await isDiagnosed(folder, 0);
    await write(folder, 'package.json', MANIFEST);
    await isDiagnosed(folder, 2);
  });

  it('forgets the manifests of a folder that is gone', async () => {
    const folder = newFolder();
    const inner = vscode.Uri.joinPath(folder, 'a', 'b');
    await writeProject(inner);
    await isDiagnosed(inner, 2);
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await isDiagnosed(inner, 0);
  });

  it('leaves out what .gitignore, search.exclude and node_modules hold, until the rule is gone', async () => {
    const folder = newFolder();
    await write(folder, '.gitignore', 'built/\n');
    const [plain, ignored, excluded, installed] = [
      'plain',
      'built',
      'skipped-by-search',
      'node_modules/x',
    ].map((name) => vscode.Uri.joinPath(folder, name));
    assert.ok(plain && ignored && excluded && installed);
    const search = () => vscode.workspace.getConfiguration('search');
    await search().update(
      'exclude',
      { '**/{skipped-by-search,other}': true },
      vscode.ConfigurationTarget.Global,
    );
    try {
      for (const at of [ignored, excluded, installed, plain]) await writeProject(at);
      await isDiagnosed(plain, 2);
      // The editor opens files of its own to look for scripts; nobody sees them.
      for (const at of [ignored, excluded]) await vscode.workspace.openTextDocument(manifestIn(at));
      await write(plain, 'package-lock.json', LOCKFILE.replace('AGPL-3.0-or-later', 'MIT'));
      await isDiagnosed(plain, 1);
      for (const at of [ignored, excluded, installed]) assert.deepEqual(diagnostics(manifestIn(at)), []);
      await write(folder, '.gitignore', '\n');
      await isDiagnosed(ignored, 2);
    } finally {
      await search().update('exclude', undefined, vscode.ConfigurationTarget.Global);
    }
    await isDiagnosed(excluded, 2);
    assert.deepEqual(diagnostics(manifestIn(installed)), []);
  });

  it('can be left alone: only what an editor shows is judged then', async () => {
    const folder = newFolder();
    await writeProject(folder);
    await isDiagnosed(folder, 2);
    const opened = await openCase(PROJECT);
    await ready(opened);
    await withSetting('check', 'openFiles', async () => {
      await isDiagnosed(folder, 0);
      assert.equal(diagnostics(opened.document.uri).length, 2);
    });
    await isDiagnosed(folder, 2);
  });

  it('keeps the judgements of a manifest that is closed, as it is on disk', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await edit(opened.document, '"lib-agpl": "^2.0.0",\n    ', '');
    await isDiagnosed(opened.folder, 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await isDiagnosed(opened.folder, 2);
  });
});

describe('a manifest that only code opened', () => {
  it('is judged as it is in memory', async () => {
    const folder = newFolder();
    await writeProject(folder);
    await isDiagnosed(folder, 2);
    const document = await vscode.workspace.openTextDocument(manifestIn(folder));
    await edit(document, '"lib-agpl": "^2.0.0",\n    ', '');
    await isDiagnosed(folder, 1);
    await edit(document, '"lib-mit"', '"lib-agpl": "^2.0.0",\n    "lib-mit"');
    await isDiagnosed(folder, 2);
    await document.save();
  });
});

/** What changed, by the least of several times, as the counts: what the editor tells late comes on top of one time. */
function leastOf(changed: readonly ReadonlySet<string>[]): string[] {
  const [least = new Set<string>()] = changed.toSorted((a, b) => a.size - b.size);
  return [...least].sort();
}

describe('what a change costs', () => {
  it('a keystroke in a range judges that entry anew, once for each answer, and reads no file', async () => {
    const others = Array.from({ length: 50 }, (_, i) => `"other-${i}": "^1.0.0",`).join('\n    ');
    const manifest = MANIFEST.replace('"lib-agpl"', `${others}\n    "lib-agpl"`);
    const opened = await openCase({ ...PROJECT, 'package.json': manifest });
    await ready(opened);
    await settled(opened.folder);
    const ranges = ['^1.0.0', '^1.0.00', '^1.0.000', '^1.0.0000'];
    const cost = await leastCost(
      ranges.slice(1).map((range, index) => async () => {
        await edit(opened.document, `"lib-mit": "${ranges[index] ?? ''}"`, `"lib-mit": "${range}"`);
        assert.equal((await ready(opened)).judgements.length, 53);
      }),
    );
    const answers = 8;
    assert.ok(cost.judged > 0 && cost.judged <= answers, `${cost.judged} entries`);
    assert.equal(cost.filesRead, 0);
  });

  it('a keystroke in a range of which the answers are known judges that entry anew once, asks nobody and reads no file', async () => {
    const others = Array.from({ length: 50 }, (_, i) => `"other-${i}": "^1.0.0",`).join('\n    ');
    const manifest = MANIFEST.replace('"lib-agpl"', `${others}\n    "lib-agpl"`);
    const opened = await openCase({ ...PROJECT, 'package.json': manifest });
    await ready(opened);
    await settled(opened.folder);
    const type = (from: string, to: string) => async () => {
      await edit(opened.document, `"lib-mit": "${from}"`, `"lib-mit": "${to}"`);
      await ready(opened);
    };
    await type('^1.0.0', '^1.2.0')();
    const [back, forth] = [type('^1.2.0', '^1.0.0'), type('^1.0.0', '^1.2.0')];
    const { judged, asked, trees, filesRead, manifestsRead } = await leastCost([back, forth, back, forth]);
    assert.deepEqual(
      { judged, asked, trees, filesRead, manifestsRead },
      { judged: 1, asked: 0, trees: 1, filesRead: 0, manifestsRead: 0 },
    );
  });

  it('a check of the workspace in which nothing changed reads no manifest again', async () => {
    const folder = newFolder();
    await writeProject(folder);
    await isDiagnosed(folder, 2);
    await settled(folder);
    const check = async () => {
      await vscode.commands.executeCommand('ospoLens.checkWorkspace');
      await (await extension().activate()).ready(manifestIn(folder));
    };
    assert.equal((await leastCost([check, check, check])).manifestsRead, 0);
  });

  it('to look at what is known, in whatever order, judges nothing, asks nobody and reads no file', async () => {
    const [one, other] = [await openCase(PROJECT), await openCase(PROJECT)];
    await ready(one);
    await ready(other);
    await settled(one.folder);
    await settled(other.folder);
    const look = async () => {
      for (const { document } of [one, other]) await vscode.window.showTextDocument(document);
      for (const grouping of ['Manifest', 'License', 'Verdict'])
        await vscode.commands.executeCommand(`ospoLens.groupBy${grouping}`);
      await (await extension().activate()).rows('ospoLens.dependencies');
      await ready(one);
    };
    const { judged, asked, trees, filesRead } = await leastCost([look, look, look]);
    assert.deepEqual({ judged, asked, trees, filesRead }, { judged: 0, asked: 0, trees: 0, filesRead: 0 });
  });

  it('a keystroke outside of the dependencies judges nothing anew and asks nobody', async () => {
    const opened = await openCase(PROJECT);
    await ready(opened);
    await settled(opened.folder);
    const names = ['case', 'other-case', 'another-case', 'last-case'];
    const cost = await leastCost(
      names.slice(1).map((name, index) => async () => {
        await edit(opened.document, `"name": "${names[index] ?? ''}"`, `"name": "${name}"`);
        await ready(opened);
      }),
    );
    assert.deepEqual([cost.judged, cost.asked, cost.filesRead], [0, 0, 0]);
  });

  it('a lockfile that changes has its own manifests judged anew, and no other', async () => {
    const [one, other] = [newFolder(), newFolder()];
    await writeProject(other);
    await writeProject(one);
    await isDiagnosed(one, 2);
    await settled(other);
    await settled(one);
    const changed: Set<string>[] = [];
    const { onDidChange } = await extension().activate();
    const listener = onDidChange((uri) => changed.at(-1)?.add(uri.toString()));
    try {
      for (const [license, amount] of [
        ['MIT', 1],
        ['AGPL-3.0-or-later', 2],
        ['MIT', 1],
      ] as const) {
        changed.push(new Set());
        await write(one, 'package-lock.json', LOCKFILE.replace('AGPL-3.0-or-later', license));
        await isDiagnosed(one, amount);
      }
    } finally {
      listener.dispose();
    }
    assert.deepEqual(leastOf(changed), [manifestIn(one).toString()]);
  });

  it('a policy that changes has the manifests below it judged anew, each entry once, and no other', async () => {
    const [one, other] = [newFolder(), newFolder()];
    const inner = vscode.Uri.joinPath(one, 'packages', 'inner');
    await writeProject(other);
    await writeProject(one);
    await write(inner, 'package.json', MANIFEST);
    await isDiagnosed(inner, 2);
    await settled(other);
    await settled(one);
    await settled(one, inner);
    const changed: Set<string>[] = [];
    const { onDidChange } = await extension().activate();
    const listener = onDidChange((uri) => changed.at(-1)?.add(uri.toString()));
    const changes = [STRICT, POLICY, STRICT].map((policy) => async () => {
      changed.push(new Set());
      await write(one, 'ospo-policy.yaml', policy);
      for (const at of [one, inner]) await judgedBy(at, policy);
    });
    try {
      const { judged, asked, manifestsRead } = await leastCost(changes);
      assert.deepEqual({ judged, asked, manifestsRead }, { judged: 6, asked: 0, manifestsRead: 0 });
    } finally {
      listener.dispose();
    }
    assert.deepEqual(leastOf(changed), [manifestIn(one), manifestIn(inner)].map(String).sort());
  });
});
