import { strict as assert } from 'node:assert';
import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mergeEvidence, noEvidence } from '../../src/core/index';
import { createLocalSources } from '../../src/sources/local';
import { ask, now, NOW, requestFor, tempFolder, valuesOf } from './support';
import type { TempFolder } from './support';

/** What says so when a lockfile was read: one object for each reading. */
function readLockfile(label = 'pnpm-lock.yaml') {
  return { source: 'lockfile' as const, label, date: NOW };
}

/** A package that no manifest names, at 1.0.0, where its lockfile puts it. */
function brought(name: string, location: string, version = '1.0.0', origin = readLockfile()) {
  const known = mergeEvidence(noEvidence, { version: { value: version, origin } });
  return { ...requestFor(name), location, known };
}

describe('sources/installedTree', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const install = (folder: string, name: string, version: string, license: string) =>
    temp.write(`${folder}/package.json`, { name, version, license });
  const licenseOf = async (request: ReturnType<typeof brought>, folder = '') => {
    const [, installed] = createLocalSources({ root: temp.path, folder: join(temp.path, folder), now });
    assert.ok(installed);
    const { licenses } = valuesOf(await ask(installed, request)) as { licenses?: readonly unknown[] };
    return licenses?.join();
  };
  const link = (at: string, to: string) => {
    mkdirSync(dirname(join(temp.path, at)), { recursive: true });
    symlinkSync(join(temp.path, to), join(temp.path, at), 'dir');
  };

  /** What is installed (folder, name@version, license); name and location of the request; the license that is read. */
  const cases: readonly (readonly [
    string,
    readonly (readonly [string, string, string, string])[],
    readonly [string, string],
    string | undefined,
  ])[] = [
    [
      'where the lockfile says',
      [
        ['node_modules/b', 'b', '2.0.0', 'ISC'],
        ['node_modules/a/node_modules/b', 'b', '1.0.0', 'MIT'],
      ],
      ['b', 'node_modules/a/node_modules/b'],
      'MIT',
    ],
    [
      'at the top, where managers hoist to',
      [['node_modules/b', 'b', '1.0.0', 'MIT']],
      ['b', 'b@^1.0.0'],
      'MIT',
    ],
    [
      'deep below another version, in a scope',
      [
        ['node_modules/@s/b', '@s/b', '2.0.0', 'ISC'],
        ['node_modules/@t/a/node_modules/c/node_modules/@s/b', '@s/b', '1.0.0', 'MIT'],
        ['node_modules/@t/a', '@t/a', '1.0.0', 'ISC'],
      ],
      ['@s/b', '@s/b@^1.0.0'],
      'MIT',
    ],
    [
      "in pnpm's store, with peers",
      [
        ['node_modules/.pnpm/@s+b@2.0.0/node_modules/@s/b', '@s/b', '2.0.0', 'ISC'],
        ['node_modules/.pnpm/@s+b@1.0.0_react@18.0.0/node_modules/@s/b', '@s/b', '1.0.0', 'MIT'],
      ],
      ['@s/b', '@s/b@1.0.0(react@18.0.0)'],
      'MIT',
    ],
    [
      "in bun's store, with a hash",
      [['node_modules/.bun/b@1.0.0+0123456789abcdef/node_modules/b', 'b', '1.0.0', 'MIT']],
      ['b', 'node_modules/b'],
      'MIT',
    ],
    [
      'nowhere: another version',
      [['node_modules/b', 'b', '1.0.1', 'MIT']],
      ['b', 'node_modules/b'],
      undefined,
    ],
    [
      'nowhere: another package',
      [['node_modules/b', 'c', '1.0.0', 'MIT']],
      ['b', 'node_modules/b'],
      undefined,
    ],
    ['nowhere: outside', [['b', 'b', '1.0.0', 'MIT']], ['b', 'node_modules/../b'], undefined],
    ['nowhere: nothing installed', [], ['b', 'node_modules/b'], undefined],
  ];
  for (const [what, installed, [name, location], expected] of cases)
    it(`reads the license of what a dependency brings: ${what}`, async () => {
      for (const each of installed) install(...each);
      assert.equal(await licenseOf(brought(name, location)), expected);
    });

  it('reads what is installed beside a manifest of the workspace', async () => {
    install('packages/ui/node_modules/b', 'b', '1.0.0', 'MIT');
    install('node_modules/b', 'b', '2.0.0', 'ISC');
    assert.equal(await licenseOf(brought('b', 'b@^1.0.0'), 'packages/ui'), 'MIT');
  });

  it('follows no links, and so no circles of them', async () => {
    install('node_modules/a', 'a', '1.0.0', 'ISC');
    link('node_modules/a/node_modules/a', 'node_modules/a');
    link('node_modules/self', 'node_modules');
    link('node_modules/a/node_modules/up', '.');
    assert.equal(await licenseOf(brought('b', 'b@^1.0.0')), undefined);
    install('node_modules/a/node_modules/b', 'b', '1.0.0', 'MIT');
    assert.equal(await licenseOf(brought('b', 'b@1.0.0')), 'MIT');
  });

  it('searches once for all lockfiles, each read once, until node_modules is written', async () => {
    const origin = readLockfile();
    const other = readLockfile('packages/ui/pnpm-lock.yaml');
    install('node_modules/a', 'a', '1.0.0', 'ISC');
    assert.equal(await licenseOf(brought('b', 'b@1.0.0', '1.0.0', origin)), undefined);
    install('node_modules/a/node_modules/b', 'b', '1.0.0', 'MIT');
    for (const each of [origin, other, origin])
      assert.equal(await licenseOf(brought('b', 'b@1.0.0', '1.0.0', each)), undefined);
    utimesSync(join(temp.path, 'node_modules'), 1, 1);
    assert.equal(await licenseOf(brought('b', 'b@1.0.0', '1.0.0', origin)), 'MIT');
  });

  it('finds what was installed below another package since, when the lockfile was read anew', async () => {
    install('node_modules/a', 'a', '1.0.0', 'ISC');
    const [before, after] = [readLockfile(), readLockfile()];
    assert.equal(await licenseOf(brought('b', 'b@2.0.0', '2.0.0', before)), undefined);
    install('node_modules/a/node_modules/b', 'b', '2.0.0', 'MIT');
    assert.equal(await licenseOf(brought('b', 'b@2.0.0', '2.0.0', after)), 'MIT');
    assert.equal(await licenseOf(brought('b', 'b@2.0.0', '2.0.0', before)), 'MIT', 'a newer list holds, too');
  });

  for (const store of ['.bun', '.pnpm'])
    it(`finds what was added to ${store} since, whether the lockfile was read before or after`, async () => {
      const [before, after] = [readLockfile(), readLockfile()];
      const at = (version: string) => `node_modules/${store}/b@${version}/node_modules/b`;
      install(at('1.0.0'), 'b', '1.0.0', 'ISC');
      assert.equal(await licenseOf(brought('b', 'b@2.0.0', '2.0.0', before)), undefined);
      install(at('2.0.0'), 'b', '2.0.0', 'MIT');
      utimesSync(join(temp.path, 'node_modules', store), 1, 1);
      assert.equal(await licenseOf(brought('b', 'b@2.0.0', '2.0.0', before)), 'MIT');
      assert.equal(await licenseOf(brought('b', 'b@2.0.0', '2.0.0', after)), 'MIT');
    });

  it('does not search the same folders again and again where several lead back up', async () => {
    for (const name of ['a', 'c', 'd', 'e']) {
      install(`node_modules/${name}`, name, '1.0.0', 'ISC');
      link(`node_modules/${name}/node_modules`, 'node_modules');
    }
    assert.equal(await licenseOf(brought('b', 'b@^1.0.0')), undefined);
  }).timeout(5_000);

  it('tells of a package whose links lead in a circle, named by a manifest or brought', async () => {
    link('node_modules/a', 'node_modules/b');
    link('node_modules/b', 'node_modules/a');
    const circles: string[] = [];
    const options = { root: temp.path, folder: temp.path, now, onCircle: (at: string) => circles.push(at) };
    const [, installed] = createLocalSources({ ...options });
    assert.ok(installed);
    for (const request of [requestFor('a'), brought('a', 'node_modules/a')]) {
      const found = await ask(installed, request);
      assert.deepEqual(found?.gaps, [
        {
          fact: 'license',
          source: 'installed',
          why: 'unreadable',
          detail: 'the links of node_modules/a lead in a circle',
        },
      ]);
    }
    assert.deepEqual([...new Set(circles)], [join(temp.path, 'node_modules/a')]);
  });
});
