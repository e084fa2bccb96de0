import { strict as assert } from 'node:assert';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createFileCache } from '../../src/sources/fileCache';
import { foldersUpTo, isInside, pathBetween } from '../../src/sources/folders';
import { createLocalSources } from '../../src/sources/local';
import { ask, now, NOW, requestFor, tempFolder, valuesOf } from './support';
import type { TempFolder } from './support';

const lock = (packages: Record<string, object>) => ({
  lockfileVersion: 3,
  packages: { '': {}, ...packages },
});

describe('sources/local', () => {
  let temp: TempFolder;
  beforeEach(() => (temp = tempFolder()));
  afterEach(() => temp.remove());
  const sources = (folder = '') => {
    const [lockfile, installed] = createLocalSources({
      root: temp.path,
      folder: join(temp.path, folder),
      now,
    });
    assert.ok(lockfile && installed);
    return { lockfile, installed };
  };

  it('reads version, license and deprecation from the lockfile, without node_modules', async () => {
    temp.write(
      'package-lock.json',
      lock({ 'node_modules/a': { version: '1.2.0', license: 'MIT', deprecated: 'gone' } }),
    );
    const patch = await ask(sources().lockfile, requestFor('a', { range: '^1.0.0' }));
    assert.deepEqual(valuesOf(patch), { version: '1.2.0', licenses: ['MIT'], deprecation: 'gone' });
    assert.deepEqual(patch?.version?.origin, { source: 'lockfile', label: 'package-lock.json', date: NOW });
    assert.equal(await ask(sources().installed, requestFor('a')), undefined);
  });

  it('finds the lockfile of the workspace root, and the version nearest to the manifest', async () => {
    temp.write(
      'package-lock.json',
      lock({ 'node_modules/a': { version: '1.0.0' }, 'packages/x/node_modules/a': { version: '2.0.0' } }),
    );
    assert.deepEqual(valuesOf(await ask(sources('packages/x').lockfile, requestFor('a'))), {
      version: '2.0.0',
    });
    assert.deepEqual(valuesOf(await ask(sources('packages/y').lockfile, requestFor('a'))), {
      version: '1.0.0',
    });
  });

  it('looks nowhere above the root', async () => {
    temp.write('package-lock.json', lock({ 'node_modules/a': { version: '1.0.0' } }));
    temp.write('node_modules/a/package.json', { name: 'a', version: '1.0.0' });
    const inside = join(temp.path, 'project');
    for (const source of createLocalSources({ root: inside, folder: inside, now })) {
      assert.equal(await ask(source, requestFor('a')), undefined);
    }
  });

  const stale = [
    ['a range that the installed version does not satisfy', requestFor('a', { range: '^2.0.0' })],
    ['another package under the same alias', requestFor('other', { installedAs: 'a' })],
  ] as const;
  for (const [what, request] of stale) {
    it(`does not let an old install speak for ${what}`, async () => {
      temp.write('package-lock.json', lock({ 'node_modules/a': { version: '1.2.0', license: 'MIT' } }));
      temp.write('node_modules/a/package.json', { name: 'a', version: '1.2.0', license: 'MIT' });
      assert.equal(await ask(sources().lockfile, request), undefined);
      assert.equal(await ask(sources().installed, request), undefined);
    });
  }

  it('reads an alias where it is installed', async () => {
    temp.write(
      'package-lock.json',
      lock({ 'node_modules/old': { name: 'a', version: '1.0.0', license: 'MIT' } }),
    );
    const patch = await ask(sources().lockfile, requestFor('a', { installedAs: 'old', range: '^1.0.0' }));
    assert.deepEqual(valuesOf(patch), { version: '1.0.0', licenses: ['MIT'] });
  });

  const fundings = [
    [{ url: 'https://f.example' }, { funding: 'https://f.example' }],
    [['https://a.example', 'https://b.example'], { funding: 'https://a.example' }],
    [{ url: 'javascript:alert(1)' }, {}],
  ] as const;
  for (const [funding, expected] of fundings) {
    it(`reads where to fund a package from the lockfile: ${JSON.stringify(funding)}`, async () => {
      temp.write('package-lock.json', lock({ 'node_modules/a': { version: '1.0.0', funding } }));
      assert.deepEqual((await ask(sources().lockfile, requestFor('a')))?.links, expected);
    });
  }

  it('accepts tags and prereleases, and passes over links', async () => {
    temp.write(
      'package-lock.json',
      lock({
        'node_modules/a': { version: '2.0.0-rc.1' },
        'node_modules/ui': { resolved: 'packages/ui', link: true },
        'packages/ui': { name: 'ui', version: '1.0.0' },
      }),
    );
    const { lockfile } = sources();
    assert.deepEqual(valuesOf(await ask(lockfile, requestFor('a', { range: 'next' }))), {
      version: '2.0.0-rc.1',
    });
    assert.deepEqual(valuesOf(await ask(lockfile, requestFor('a', { range: '^2.0.0-rc.0' }))), {
      version: '2.0.0-rc.1',
    });
    assert.equal(await ask(lockfile, requestFor('ui')), undefined);
  });

  it('reads the installed package: license of any form, repository, links', async () => {
    temp.write('node_modules/@s/a/package.json', {
      name: '@s/a',
      version: '1.0.0',
      licenses: [{ type: 'MIT' }],
      repository: 'github:O/R',
      homepage: 'https://a.example',
    });
    const patch = await ask(sources('packages/x').installed, requestFor('@s/a', { range: '^1.0.0' }));
    assert.deepEqual(valuesOf(patch), {
      version: '1.0.0',
      licenses: [[{ type: 'MIT' }]],
      repository: { id: 'github.com/O/R', provenance: 'self-reported' },
    });
    assert.equal(patch?.licenses?.[0]?.origin.label, 'node_modules/@s/a/package.json');
    assert.deepEqual(patch.links, { homepage: 'https://a.example' });
  });

  it('does not take the license of an installed version that is not the locked one', async () => {
    temp.write('node_modules/a/package.json', { name: 'a', version: '1.0.0', license: 'GPL-3.0-only' });
    assert.equal(await ask(sources().installed, requestFor('a', { version: '1.0.1' })), undefined);
  });

  it('says nothing where files are broken, missing or not what they seem', async () => {
    temp.write('package-lock.json', '{"packages":');
    temp.write('node_modules/a/package.json', '[]');
    temp.write('node_modules/b/package.json', { name: 'b', version: 7 });
    for (const source of Object.values(sources())) {
      for (const name of ['a', 'b', 'c', '../../etc', '__proto__'])
        assert.equal(await ask(source, requestFor(name)), undefined);
    }
  });

  it('reads a lockfile again when it has changed, and not before', async () => {
    const files = createFileCache();
    const file = join(temp.path, 'x.json');
    let parsed = 0;
    const read = () => files.read(file, (text) => [text, (parsed += 1)] as const);
    temp.write('x.json', 'one');
    assert.deepEqual(
      [await read(), await read()],
      [
        ['one', 1],
        ['one', 1],
      ],
    );
    temp.write('x.json', 'two');
    utimesSync(file, 1, 1);
    assert.deepEqual(await read(), ['two', 2]);
    assert.equal(await createFileCache(2).read(file, String), undefined);
    temp.remove();
    assert.equal(await read(), undefined);
  });

  it('knows ways between folders', () => {
    assert.deepEqual(foldersUpTo('/r/a/b', '/r'), ['/r/a/b', '/r/a', '/r']);
    assert.deepEqual(foldersUpTo('/r', '/r'), ['/r']);
    assert.deepEqual(foldersUpTo('/other', '/r'), ['/other']);
    assert.equal(pathBetween('/r', '/r/a/b'), 'a/b');
    assert.deepEqual(
      [isInside('/r/a', '/r'), isInside('/ra', '/r'), isInside('/', '/r'), isInside('/r/..b', '/r')],
      [true, false, false, true],
    );
  });
});
