import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageEntry, print, scorecardEntries } from '../../scripts/snapshotFormat';
import { readLicense } from '../../src/core/index';
import type { Evidence } from '../../src/core/index';
import { createSnapshotSource } from '../../src/sources/snapshot';
import { ask, NOW, requestFor, tempFolder, valuesOf } from './support';
import type { TempFolder } from './support';

const full = {
  name: 'p',
  'dist-tags': { latest: '2.1.0', next: '3.0.0-rc.1' },
  versions: {
    '1.0.0': { license: 'MIT' },
    '1.0.3': { license: 'MIT' },
    '1.2.0': { license: 'MIT' },
    '2.0.0': { license: 'AGPL-3.0-only' },
    '2.1.0': { license: 'AGPL-3.0-only', repository: { url: 'github:O/R', directory: 'p' } },
    '2.2.0-beta.1': { license: 'MIT' },
    '3.0.0-rc.1': { license: 'MIT' },
  },
};

describe('scripts/snapshotFormat', () => {
  it('keeps runs, the top of each minor line, and the repository', () => {
    assert.deepEqual(packageEntry(full), {
      latest: '2.1.0',
      repository: 'github.com/O/R',
      directory: 'p',
      runs: [
        ['1.0.0', '1.2.0', 'MIT'],
        ['2.0.0', '2.1.0', 'AGPL-3.0-only'],
      ],
      tops: ['1.0.3', '1.2.0', '2.0.0', '2.1.0'],
    });
  });

  it('keeps a package that states no license, and nothing of what is no document', () => {
    const silent = { 'dist-tags': { latest: '1.1.0' }, versions: { '1.0.0': {}, '1.1.0': {} } };
    assert.deepEqual(packageEntry(silent)?.runs, [['1.0.0', '1.1.0', null]]);
    for (const json of [null, {}, [], { versions: { '1.0.0': {} } }])
      assert.equal(packageEntry(json), undefined);
  });

  it('keeps days and the newest totals', () => {
    const history = Array.from({ length: 20 }, (_, index) => [
      `2025-01-${String(31 - index)}T08:00:00Z`,
      index / 10,
    ]);
    const { repositories } = scorecardEntries({
      license: 'L',
      repositories: [{ repository: 'B', source: 's', history }],
    });
    assert.equal(repositories[0]?.history.length, 12);
    assert.deepEqual(repositories[0].history.at(-1), ['2025-01-31', 0]);
  });

  it('prints JSON', () => {
    assert.deepEqual(JSON.parse(print({ a: 1 }, 'list', [1, 2])), { a: 1, list: [1, 2] });
    assert.deepEqual(JSON.parse(print({ a: 1 }, 'map', { x: { y: 1 } })), { a: 1, map: { x: { y: 1 } } });
  });
});

describe('sources/snapshot', () => {
  let temp: TempFolder;
  before(() => {
    temp = tempFolder();
    temp.write('licenses.json', print({ date: '2026-11-01' }, 'packages', { p: packageEntry(full) ?? {} }));
    const history = [
      ['2024-01-01', 5],
      ['2025-01-01', 6],
    ];
    temp.write('scorecards.json', { repositories: [{ repository: 'github.com/o/R', history }] });
  });
  after(() => temp.remove());
  const look = (options?: Parameters<typeof requestFor>[1]) =>
    ask(createSnapshotSource(temp.path), requestFor('p', options));

  const versions: [string, string | undefined, string | undefined][] = [
    ['', '2.1.0', 'AGPL-3.0-only'],
    ['latest', '2.1.0', 'AGPL-3.0-only'],
    ['>=1', '2.1.0', 'AGPL-3.0-only'],
    ['^1.0.0', '1.2.0', 'MIT'],
    ['~1.0.0', '1.0.3', 'MIT'],
    ['1.0.1', '1.0.1', 'MIT'],
    ['next', undefined, undefined],
    ['^3.0.0', undefined, undefined],
    ['1.1.0', undefined, undefined],
    ['1.0.9', undefined, undefined],
  ];
  for (const [range, version, license] of versions) {
    it(`takes "${range}" for ${version ?? 'nothing that it knows'}`, async () => {
      const patch = await look({ range });
      assert.deepEqual([patch?.version?.value, patch?.licenses?.[0]?.value], [version, license]);
      assert.equal(patch?.licenseRuns?.value.length, 2);
    });
  }

  it('tells where the newest version was in range', async () => {
    const { admitsLatest } = createSnapshotSource(temp.path);
    const admitted = (name: string, range: string) => admitsLatest(requestFor(name, { range }));
    assert.deepEqual(await Promise.all(['>=1', '^2.0.0', '^1.0.0'].map((range) => admitted('p', range))), [
      true,
      true,
      false,
    ]);
    assert.equal(await admitted('unknown', '>=1'), false);
    assert.equal(await admitted('constructor', '>=1'), false);
  });

  const known: [string, string | undefined][] = [
    ['1.0.0', 'MIT'],
    ['1.0.2', 'MIT'],
    ['2.1.0', 'AGPL-3.0-only'],
    ['2.1.1', undefined],
    ['2.2.0-beta.1', undefined],
    ['2.0.0-alpha', undefined],
    ['1.0.1-alpha', undefined],
  ];
  for (const [version, license] of known) {
    it(`answers for ${version}: ${license ?? 'unknown'}`, async () => {
      const patch = await look({ version });
      assert.equal(patch?.version, undefined);
      assert.equal(patch?.licenses?.[0]?.value, license);
    });
  }

  it('dates what it says, and finds the Scorecard in any letter case', async () => {
    const patch = await look();
    assert.equal(patch?.licenses?.[0]?.origin.date, '2026-11-01');
    assert.deepEqual(patch.scorecards, [
      {
        value: {
          repository: 'github.com/O/R',
          score: 6,
          date: '2025-01-01',
          checks: [],
          history: [{ date: '2024-01-01', score: 5 }],
        },
        origin: { source: 'snapshot', label: 'snapshot of Scorecard Monitor', date: '2025-01-01' },
      },
    ]);
  });

  it('knows the Scorecard of a repository that another source found', async () => {
    const origin = { source: 'npm', label: 'npm', date: NOW } as const;
    const repository: Evidence['repository'] = {
      value: { id: 'github.com/O/r', provenance: 'self-reported' },
      origin,
    };
    const patch = await ask(
      createSnapshotSource(temp.path),
      requestFor('unlisted', { known: { repository } }),
    );
    assert.deepEqual(valuesOf(patch)['version'], undefined);
    assert.equal(patch?.scorecards?.[0]?.value.score, 6);
  });

  it('says nothing of private and of unknown packages', async () => {
    assert.equal(await look({ privacy: { because: 'workspace-package' } }), undefined);
    assert.equal(await ask(createSnapshotSource(temp.path), requestFor('toString')), undefined);
  });

  it('says nothing where the files are missing or broken', async () => {
    const broken = tempFolder();
    assert.equal(await ask(createSnapshotSource(broken.path), requestFor('p')), undefined);
    broken.write(
      'licenses.json',
      '{"date":"2026-11-01","packages":{"p":{"latest":1,"runs":[[1],"x",["a","b"]],"tops":7}}}',
    );
    broken.write('scorecards.json', '{"repositories":[1,{"repository":"github.com/o/r","history":"x"}]}');
    assert.deepEqual(valuesOf(await ask(createSnapshotSource(broken.path), requestFor('p'))), {});
    broken.remove();
  });
});

describe('resources/snapshot', () => {
  const folder = join(__dirname, '../../resources/snapshot');
  const cases: [string, string, string | undefined][] = [
    ['ua-parser-js', '2.0.10', 'AGPL-3.0-or-later'],
    ['ua-parser-js', '1.0.41', 'MIT'],
    ['express', '5.3.0', 'MIT'],
    ['pako', '3.0.3', 'MIT AND Zlib'],
    ['busboy', '1.6.0', 'MIT'],
    ['express', '999.0.0', undefined],
  ];
  for (const [name, version, license] of cases) {
    it(`holds ${name} ${version}: ${license ?? 'nothing'}`, async () => {
      const patch = await ask(createSnapshotSource(folder), requestFor(name, { version }));
      const reading = readLicense(patch?.licenses?.[0]?.value);
      assert.equal(reading.kind === 'expression' ? reading.text : undefined, license);
    });
  }

  it('knows where tinymce changed its license, and the trend of express', async () => {
    const source = createSnapshotSource(folder);
    const runs = (await ask(source, requestFor('tinymce')))?.licenseRuns?.value ?? [];
    assert.deepEqual(runs.map(({ from, license }) => [from, license]).slice(0, 3), [
      ['4.1.0', 'LGPL-2.1'],
      ['6.0.0', 'MIT'],
      ['7.0.0', 'GPL-2.0-or-later'],
    ]);
    const scorecards = (await ask(source, requestFor('express')))?.scorecards ?? [];
    assert.ok((scorecards[0]?.value.history.length ?? 0) >= 5);
  });

  it('stays small, and names no place on the network but repositories', () => {
    const text = readFileSync(join(folder, 'licenses.json'), 'utf8');
    assert.ok(text.length < 600_000);
    assert.doesNotMatch(text, /"resolved"|"tarball"/);
  });
});
