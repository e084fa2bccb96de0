import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  codeOf,
  diagnostics,
  edit,
  fixtureText,
  openCase,
  ready,
  until,
  withSetting,
  write,
} from './support/editor';
import type { Case } from './support/editor';

const POLICY = 'version: 1\nname: Fixture policy\nlicenses:\n  allow: [permissive]\n';

const filesOf = (name: string, lockfile = 'package-lock.json') => ({
  'package.json': fixtureText(name, 'package.json'),
  [lockfile]: fixtureText(name, lockfile),
  'ospo-policy.yaml': POLICY,
});

/** `code severity line:text of the place`, of a file of a case. */
async function told(opened: Case, path: string): Promise<string[]> {
  const uri = vscode.Uri.joinPath(opened.folder, path);
  const document = await vscode.workspace.openTextDocument(uri);
  return diagnostics(uri)
    .filter((one) => codeOf(one).startsWith('lockfile.'))
    .map(
      (one) => `${codeOf(one)} ${one.severity} ${one.range.start.line + 1}:${document.getText(one.range)}`,
    );
}

const LOCK = 'package-lock.json';
const { Information, Warning } = vscode.DiagnosticSeverity;

const faultsOf = (opened: Case, path = LOCK) =>
  diagnostics(vscode.Uri.joinPath(opened.folder, path)).filter((one) => codeOf(one).startsWith('lockfile.'));

/** Waits until as many faults are told of a file, and no more. */
const untilFaults = (opened: Case, amount: number, path = LOCK) =>
  until(() => (faultsOf(opened, path).length === amount ? true : undefined));

describe('what is wrong with a lockfile', () => {
  it('stands on it and in the manifest as long as it is in the middle of a merge', async () => {
    const opened = await openCase(filesOf('lockfile-conflict'));
    await ready(opened);
    await untilFaults(opened, 1);
    await untilFaults(opened, 1, 'package.json');
    assert.deepEqual(await told(opened, LOCK), [`lockfile.conflict ${Warning} 13:<<<<<<< HEAD`]);
    assert.deepEqual(await told(opened, 'package.json'), [
      `lockfile.conflict ${Information} 4:"dependencies"`,
    ]);
    const [inManifest] = faultsOf(opened, 'package.json');
    assert.match(
      inManifest?.message ?? '',
      /^case-[^/]+\/package-lock\.json has an unresolved merge conflict, line 13: versions are not taken from it, and what dependencies bring is not judged\. Resolve it, or install anew\.$/,
    );
    assert.deepEqual(
      inManifest?.relatedInformation?.map(({ location }) => [
        location.uri.toString(),
        location.range.start.line,
      ]),
      [[vscode.Uri.joinPath(opened.folder, LOCK).toString(), 12]],
    );

    // Resolved in the editor, and saved.
    const lockfile = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(opened.folder, LOCK));
    await edit(lockfile, '<<<<<<< HEAD\n', '');
    await edit(lockfile, '=======\n      "version": "1.2.0",\n>>>>>>> update-plain\n', '');
    assert.ok(await lockfile.save());
    await untilFaults(opened, 0);
    // The version is known again, and with it the license.
    await until(() => (diagnostics(opened.document.uri).length === 0 ? true : undefined));
    const { judgements } = await ready(opened);
    assert.deepEqual(
      judgements.map(({ evidence, verdict }) => [evidence.version?.value, verdict]),
      [['1.0.0', 'allowed']],
    );
  });

  it('stands where a text ends too early, and comes back with the fault', async () => {
    const opened = await openCase(filesOf('lockfile-cut'));
    await ready(opened);
    await untilFaults(opened, 1);
    await untilFaults(opened, 1, 'package.json');
    assert.match((await told(opened, LOCK)).join(), /^lockfile\.syntax 1 16:/);
    await write(opened.folder, LOCK, '{ "lockfileVersion": 3, "packages": {} }');
    await untilFaults(opened, 0, 'package.json');
    await write(opened.folder, LOCK, '[');
    await untilFaults(opened, 1, 'package.json');
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(opened.folder, LOCK));
    await untilFaults(opened, 0, 'package.json');
    await untilFaults(opened, 0);
  });

  it('is told entry by entry, where what can be read counts, and of the folders of the disk', async () => {
    const opened = await openCase(filesOf('lockfile-faults-pnpm', 'pnpm-lock.yaml'));
    await ready(opened);
    await untilFaults(opened, 7, 'pnpm-lock.yaml');
    assert.deepEqual(
      (await told(opened, 'pnpm-lock.yaml')).filter((line) => line.includes('broken-link')),
      [`lockfile.broken-link ${Warning} 15:link:packages/gone`, `lockfile.broken-link ${Warning} 24:'link:'`],
    );
    // Versions are known: nothing is to be said in the manifest.
    assert.deepEqual(faultsOf(opened, 'package.json'), []);
    const linked = 'packages/gone/package.json';
    await write(opened.folder, linked, '{ "name": "fixture-gone", "version": "1.0.0" }');
    // The editor does not always tell of a file in a folder that is as new.
    await vscode.workspace.openTextDocument(vscode.Uri.joinPath(opened.folder, linked));
    await untilFaults(opened, 6, 'pnpm-lock.yaml');
    await write(opened.folder, 'pnpm-lock.yaml', "lockfileVersion: '9.0'\n");
    await untilFaults(opened, 0, 'pnpm-lock.yaml');
  });

  it('follows the manifest: what the last install did not know, and that it is installed', async () => {
    const lock = (range: string, version: string) =>
      JSON.stringify(
        {
          lockfileVersion: 3,
          packages: {
            '': { dependencies: { 'fixture-plain': range } },
            'node_modules/fixture-plain': { version, license: 'MIT' },
          },
        },
        undefined,
        2,
      );
    const opened = await openCase({ ...filesOf('lockfile-conflict'), [LOCK]: lock('^1.0.0', '1.0.0') });
    await ready(opened);
    assert.deepEqual(faultsOf(opened), []);
    await edit(opened.document, '^1.0.0', '^2.0.0');
    await untilFaults(opened, 1);
    assert.deepEqual(await told(opened, LOCK), [
      `lockfile.behind ${Information} 9:"node_modules/fixture-plain"`,
    ]);
    await write(opened.folder, LOCK, lock('^2.0.0', '2.0.1'));
    await untilFaults(opened, 0);
  });

  it('is told in the manifest beside it, and in others of the workspace that an editor shows', async () => {
    const member = '{ "name": "member", "dependencies": { "fixture-plain": "^1.0.0" } }';
    const opened = await openCase({
      ...filesOf('lockfile-conflict'),
      'package.json': fixtureText('lockfile-conflict', 'package.json').replace(
        '{',
        '{ "workspaces": ["packages/*"],',
      ),
      'packages/a/package.json': member,
      'packages/b/package.json': member,
    });
    await ready(opened);
    await untilFaults(opened, 1, 'package.json');
    const other = vscode.Uri.joinPath(opened.folder, 'packages/a/package.json');
    const document = await vscode.workspace.openTextDocument(other);
    await vscode.window.showTextDocument(document);
    await untilFaults(opened, 1, 'packages/a/package.json');
    await ready({ folder: opened.folder, document });
    assert.deepEqual(faultsOf(opened, 'packages/b/package.json'), []);
    assert.equal(faultsOf(opened).length, 1, 'once on the lockfile, however many manifests it holds for');
  });

  it('draws nothing in quiet mode', async () => {
    const opened = await openCase(filesOf('lockfile-conflict'));
    await ready(opened);
    await untilFaults(opened, 1);
    await withSetting('quiet', true, async () => {
      await untilFaults(opened, 0);
      await untilFaults(opened, 0, 'package.json');
    });
    await untilFaults(opened, 1);
  });

  it('is found in 50 MB, at its line', async () => {
    const filler = `"funding": "https://example.com/${'x'.repeat(470)}"`;
    const entries = Array.from({ length: 100_000 }, (_, at) => `    "node_modules/p${at}": { ${filler} }`);
    const huge = `{\n  "lockfileVersion": 3,\n  "packages": {\n${entries.join(',\n')}\n<<<<<<< HEAD\n  }\n}\n`;
    assert.ok(huge.length > 50_000_000);
    const opened = await openCase({ ...filesOf('lockfile-conflict'), [LOCK]: huge });
    await ready(opened);
    await untilFaults(opened, 1);
    const [fault] = faultsOf(opened);
    assert.deepEqual([fault?.range.start.line, fault?.range.end.character], [100_003, 12]);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(opened.folder, LOCK));
    await untilFaults(opened, 0);
  }).timeout(60_000);
});
