import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildOnce, checkJson, runCli } from './cli';

const MANIFEST = '{ "dependencies": { "a": "^1.0.0" } }';

const lockOf = (entries: readonly string[]): string =>
  `{\n  "lockfileVersion": 3,\n  "packages": {\n${entries.join(',\n')}\n  }\n}\n`;
const entry = (name: string, needs = '{}'): string =>
  `    "node_modules/${name}": { "version": "1.0.0", "license": "MIT", "dependencies": ${needs} }`;

const linkTo = (to: string): string => `    "node_modules/a": { "link": true, "resolved": "${to}" }`;

/** A lockfile of some 50 MB: a brings 100,000 packages in a row, each with words that nobody needs. */
function hugeLock(): string {
  const filler = `"funding": "https://example.com/${'x'.repeat(380)}"`;
  const packages = Array.from({ length: 100_000 }, (_, at) => {
    const needs = at === 99_999 ? '{}' : `{ "p${at + 1}": "1" }`;
    return `    "node_modules/p${at}": { "version": "1.0.0", "license": "MIT", ${filler}, "dependencies": ${needs} }`;
  });
  return lockOf([entry('a', '{ "p0": "1" }'), ...packages]);
}

describe('cli check on hostile and broken projects', () => {
  let folder = '';
  before(buildOnce);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ospo-lens-hostile-'));
    write('package.json', MANIFEST);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const link = (path: string, to: string) => symlinkSync(join(folder, to), join(folder, path));

  const cases: readonly (readonly [string, () => void, string, string])[] = [
    [
      'a merge conflict in the lockfile',
      () => write('package-lock.json', `<<<<<<< HEAD\n${lockOf([entry('a')])}=======\n>>>>>>> theirs\n`),
      'lockfile.conflict',
      'package-lock.json has an unresolved merge conflict: versions are not known from it. Resolve it, or install anew.',
    ],
    [
      'a merge conflict in package.json',
      () => write('package.json', `<<<<<<< HEAD\n${MANIFEST}\n=======\n{}\n>>>>>>> theirs\n`),
      'manifest.conflict',
      'A merge conflict is not resolved here: both sides were read.',
    ],
    [
      'an entry that is missing',
      () => write('package-lock.json', lockOf([entry('a', '{ "lost": "1" }')])),
      'lockfile.missing-entry',
      'package-lock.json lacks lost, which a 1.0.0 requires: it is not judged. Install anew to write it.',
    ],
    [
      'an entry that is there twice',
      () => write('package-lock.json', lockOf([entry('a'), entry('a')])),
      'lockfile.duplicate-entry',
      'package-lock.json has two entries for "node_modules/a": the last one counts. Install anew to write it.',
    ],
    [
      'a package that requires itself',
      () => write('package-lock.json', lockOf([entry('a', '{ "a": "1" }')])),
      'lockfile.self-reference',
      'package-lock.json: a 1.0.0 requires itself; it is judged once.',
    ],
    [
      'a link that leads to nothing',
      () => write('package-lock.json', lockOf([linkTo('packages/a')])),
      'lockfile.broken-link',
      'package-lock.json links a to packages/a, for which it has no entry: what it requires is not judged. Install anew to write it.',
    ],
    [
      'links that lead in a circle',
      () => write('package-lock.json', lockOf([linkTo('node_modules/a')])),
      'lockfile.broken-link',
      'package-lock.json links a to node_modules/a, in a circle: what it requires is not judged. Install anew to write it.',
    ],
    [
      'a link to a folder that is gone',
      () => write('package-lock.json', lockOf([linkTo('packages/a'), '    "packages/a": {}'])),
      'lockfile.broken-link',
      'package-lock.json links a to packages/a, where no folder is: what it requires is not judged. Restore the folder, or install anew.',
    ],
    [
      'a lockfile that is behind the manifest',
      () => write('package-lock.json', lockOf(['    "": { "dependencies": { "b": "1" } }', entry('b')])),
      'lockfile.behind',
      'package-lock.json is behind package.json: it has no a that "^1.0.0" allows. What will be installed is not known; install to know.',
    ],
    [
      'a circle of packages',
      () => write('package-lock.json', lockOf([entry('a', '{ "b": "1" }'), entry('b', '{ "a": "1" }')])),
      'lockfile.circle',
      'package-lock.json: a 1.0.0 → b 1.0.0 → a 1.0.0 is a circle, as many projects have. Each package is judged once, by the shortest way to it.',
    ],
    [
      'installed packages that are links in a circle',
      () => {
        mkdirSync(join(folder, 'node_modules'));
        link('node_modules/a', 'node_modules/a');
      },
      'installed.link-circle',
      'node_modules/a cannot be read: its links lead in a circle, so what it is, is not known from it. Install anew.',
    ],
    [
      'a lockfile that is a link to itself',
      () => link('package-lock.json', 'package-lock.json'),
      'lockfile.unreadable',
      'package-lock.json cannot be read: the system says ELOOP. Versions are not known from it; install anew to write it.',
    ],
    [
      'a lockfile that is a folder',
      () => mkdirSync(join(folder, 'yarn.lock')),
      'lockfile.unreadable',
      'yarn.lock cannot be read: it is no file. Versions are not known from it; install anew to write it.',
    ],
    [
      'a lockfile of more than 100 MB',
      () => write('package-lock.json', ' '.repeat(100_000_001)),
      'lockfile.unreadable',
      'package-lock.json cannot be read: it is larger than 100 MB. Versions are not known from it; install anew to write it.',
    ],
  ];
  for (const [what, make, code, message] of cases)
    it(`names ${what}`, async () => {
      make();
      const { ran, report } = await checkJson(folder, ['--offline']);
      assert.equal(ran.err, '');
      const problem = report.problems.find((each) => each.code === code);
      assert.ok(problem?.message.startsWith(message), JSON.stringify(report.problems));
    }).timeout(30_000);

  it('says in words and in JSON where the fault stands, and what nobody can act on in JSON alone', async () => {
    write(
      'package-lock.json',
      lockOf([
        entry('a', '{ "b": "1" }'),
        entry('b', '{ "a": "1", "lost": "1" }'),
        entry('c', '{ "c": "1" }'),
      ]),
    );
    const { ran, report } = await checkJson(folder, ['--offline']);
    assert.deepEqual(
      report.problems.map(({ code, severity, file, line, column }) => [code, severity, file, line, column]),
      [
        ['lockfile.missing-entry', 'warning', 'package-lock.json', 5, 5],
        ['lockfile.self-reference', 'information', 'package-lock.json', 6, 5],
        ['lockfile.circle', 'hint', 'package-lock.json', 4, 5],
      ],
    );
    const text = await runCli(folder, ['check', '--offline']);
    assert.deepEqual([ran.code, text.code], [0, 0], 'what is wrong with a lockfile is no verdict');
    assert.match(text.out, /^package-lock\.json:5:5 {2}warning {2}package-lock\.json lacks lost, /m);
    assert.match(
      text.out,
      /^package-lock\.json:6:5 {2}info {2}package-lock\.json: c 1\.0\.0 requires itself/m,
    );
    assert.doesNotMatch(text.out, /circle/);
  });

  it('tells a fault of a lockfile once, however many manifests it holds for', async () => {
    write('package.json', '{ "workspaces": ["packages/*"] }');
    for (const name of ['one', 'two', 'three'])
      write(`packages/${name}/package.json`, '{ "dependencies": { "a": "^2.0.0" } }');
    const folders = ['one', 'two', 'three'].map(
      (name) => `    "packages/${name}": { "dependencies": { "a": "^1.0.0" } }`,
    );
    write('package-lock.json', lockOf([...folders, entry('a', '{ "lost": "1" }')]));
    const { report } = await checkJson(folder, ['--offline']);
    assert.deepEqual(
      report.problems.map(({ code, file }) => [code, file]),
      [
        ['lockfile.missing-entry', 'package-lock.json'],
        ['lockfile.behind', 'package-lock.json'],
      ],
    );
  });

  it('names a lockfile of 50 MB that ends too early', async () => {
    write('package-lock.json', hugeLock().slice(0, -20));
    const ran = await runCli(folder, ['check', '--offline']);
    assert.match(ran.out, /^package-lock\.json:100004:\d+ {2}warning .* it is not valid JSON\./m);
  }).timeout(60_000);

  it('reads a lockfile of 50 MB with 100,000 packages in a row', async () => {
    write('package-lock.json', hugeLock());
    const ran = await runCli(folder, ['check', '--offline']);
    assert.equal(ran.err, '');
    assert.match(ran.out, /They bring 100000 packages: 100000 allowed/);
    assert.equal(ran.code, 0);
  }).timeout(60_000);

  it('does not follow links in a circle while it searches for manifests and packages', async () => {
    write(
      'package-lock.json',
      lockOf([entry('a', '{ "b": "1" }'), '    "node_modules/b": { "version": "1.0.0" }']),
    );
    write('apps/web/package.json', '{}');
    link('apps/web/up', '.');
    link('apps/self', 'apps/self');
    write('node_modules/c/package.json', '{ "name": "c", "version": "1.0.0" }');
    link('node_modules/c/node_modules', 'node_modules');
    link('node_modules/loop', 'node_modules/loop');
    const { ran, report } = await checkJson(folder, ['--offline']);
    assert.equal(ran.err, '');
    assert.deepEqual(
      report.packages.map(({ name, manifests }) => `${name} ${manifests.join()}`),
      ['a package.json', 'b package.json'],
    );
  });

  it('says that a path leads in a circle', async () => {
    link('circle', 'circle');
    const ran = await runCli(folder, ['check', 'circle', '--offline']);
    assert.deepEqual([ran.code, ran.err], [2, 'ospo-lens: circle: cannot be read.\n']);
  });
});
