import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { noEvidence, nullLogger } from '../../src/core/index';
import { openDiskCache } from '../../src/sources/diskCache';
import type { Evidence, FactKind } from '../../src/core/index';
import { parseIndex, parseMirrorAddress, sha256, shardOf } from '../../src/sources/mirrorFormat';
import type { MirrorFiles } from '../../src/sources/mirrorPackages';
import { mirrorFiles } from '../../src/sources/mirrorPackages';
import { parseShard } from '../../src/sources/mirrorShard';
import { createMirrorSource } from '../../src/sources/mirrorSource';
import { writeMirror } from '../../src/sources/mirrorWrite';
import { gatherAll, mirrorOf, requestsOf, startPublicWorld, startStaticHost } from './mirrorSupport';
import type { PublicWorld, StaticHost } from './mirrorSupport';
import { NOW, now, requestFor, running, tempFolder } from './support';
import type { TempFolder } from './support';

const AMOUNT = 12;

describe('sources/mirror', () => {
  let world: PublicWorld;
  let mirror: MirrorFiles;
  let temp: TempFolder;
  let host: StaticHost;
  before(async () => {
    world = await startPublicWorld(AMOUNT);
    mirror = await mirrorOf(world, AMOUNT);
  });
  after(() => world.close());
  beforeEach(async () => {
    temp = tempFolder();
    await writeMirror(join(temp.path, 'mirror'), mirror);
    host = await startStaticHost(join(temp.path, 'mirror'));
    for (const { requests } of world.all) requests.length = 0;
  });
  afterEach(async () => {
    await host.close();
    temp.remove();
  });

  const learn = (requests = requestsOf(AMOUNT), { address = `${host.url}/index.json`, only = false } = {}) =>
    gatherAll(world, requests, { mirror: { address, only }, cacheFolder: join(temp.path, 'cache') });
  const whysOf = (evidence: Evidence | undefined) =>
    new Set(evidence?.gaps.map((gap) => `${gap.source} ${gap.why}`));
  const shardFiles = () => readdirSync(join(temp.path, 'mirror', 'packages'));

  it('answers as the services did, with their dates, and lets them rest', async () => {
    const direct = await gatherAll(world, requestsOf(AMOUNT), {});
    for (const { requests } of world.all) requests.length = 0;
    const known = await learn();
    assert.equal(world.asked(), 0);
    for (const [key, evidence] of known) {
      const expected = direct.get(key);
      assert.deepEqual(
        evidence.licenses.map(({ value, origin }) => [value, origin.source, origin.date, origin.label]),
        expected?.licenses.map(({ value, origin }) => [
          value,
          origin.source,
          origin.date,
          `${origin.label} via the mirror`,
        ]),
      );
      assert.deepEqual(
        [
          evidence.repository?.value,
          evidence.scorecards.map(({ value }) => value),
          evidence.advisories?.value,
        ],
        [
          expected?.repository?.value,
          expected?.scorecards.map(({ value }) => value),
          expected?.advisories?.value,
        ],
      );
    }
    assert.ok([...known.values()].some(({ scorecards }) => scorecards.length > 0));
  });

  it('resolves a range as it was resolved, and others to the best that it has', async () => {
    for (const [range, version] of [
      ['^1.0.0', '1.0.0'],
      ['>=0.5', '1.0.0'],
      ['^2.0.0', undefined],
    ] as const) {
      const known = await learn([requestFor('lib-1', { range })], { only: true });
      assert.equal(known.get('lib-1')?.version?.value, version, range);
    }
    assert.equal(world.asked(), 0);
  });

  it('is asked once: files are kept by their hash, the index for an hour', async () => {
    await learn();
    assert.equal(host.paths[0], '/index.json');
    assert.equal(new Set(host.paths).size, host.paths.length);
    host.paths.length = 0;
    await learn();
    assert.deepEqual(host.paths, []);
  });

  it('sends no name, not in part', async () => {
    await learn();
    assert.match(host.paths.join(), /^\/index\.json(,\/packages\/[0-9a-f]-[0-9a-f]{16}\.json)+$/);
  });

  it('leaves to the services what it lacks, unless it alone is to be asked', async () => {
    const strange = [requestFor('lib-0', { version: '9.9.9' }), requestFor('strange', { version: '1.0.0' })];
    const alone = await learn(strange, { only: true });
    assert.equal(world.asked(), 0);
    for (const { name } of strange) assert.ok(whysOf(alone.get(name)).has('mirror not-found'), name);
    await learn(strange);
    assert.ok(world.asked() > 0);
  });

  it('never learns of a private package', async () => {
    const secret = requestFor('lib-1', { version: '1.0.0', privacy: { because: 'workspace-package' } });
    const known = await learn([secret]);
    assert.deepEqual([host.paths, world.asked()], [[], 0]);
    assert.ok(whysOf(known.get('lib-1')).has('mirror private'));
  });

  it('believes no file that is not the one its index names', async () => {
    for (const name of shardFiles()) {
      const file = join(temp.path, 'mirror', 'packages', name);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"MIT"', '"0BSD"'));
    }
    const known = await learn(undefined, { only: true });
    for (const evidence of known.values()) {
      assert.deepEqual([evidence.licenses, [...whysOf(evidence)]], [[], ['mirror bad-answer']]);
    }
  });

  it('believes no index but the pinned one', async () => {
    const pinned = `${host.url}/index.json#sha256-${sha256(mirror.indexText)}`;
    assert.equal((await learn(undefined, { address: pinned, only: true })).get('lib-1')?.licenses.length, 1);
    const wrong = `${host.url}/index.json#sha256-${'0'.repeat(64)}`;
    const known = await learn(undefined, { address: wrong, only: true });
    assert.match(known.get('lib-1')?.gaps[0]?.detail ?? '', /not the pinned one/);
  });

  for (const [name, text] of [
    ['nothing', ''],
    ['a login page', '<!doctype html><title>Sign in</title>'],
    [
      'another format',
      '{"format":"ospo-lens-evidence-mirror/9","built":"2026-11-23","digits":1,"shards":{}}',
    ],
  ] as const) {
    it(`says so where its index is ${name}`, async () => {
      writeFileSync(join(temp.path, 'mirror', 'index.json'), text);
      const known = await learn(undefined, { only: true });
      assert.deepEqual([...whysOf(known.get('lib-1'))], ['mirror bad-answer']);
      assert.deepEqual(known.get('lib-1')?.licenses, []);
    });
  }

  it('asks nobody else where its address is none and it alone is to be asked', async () => {
    const known = await learn(undefined, { address: 'mirror.example', only: true });
    assert.deepEqual([world.asked(), [...whysOf(known.get('lib-1'))]], [0, ['mirror unreadable']]);
  });

  it('serves from what is kept when its server is gone', async () => {
    await learn();
    const address = `${host.url}/index.json`;
    await host.close();
    assert.equal((await learn(undefined, { address, only: true })).get('lib-1')?.licenses.length, 1);
  });

  it('says nothing of a private package that shares a name, with its server or without', async () => {
    await learn();
    const address = { url: `${host.url}/index.json` };
    const store = openDiskCache(join(temp.path, 'cache'), nullLogger);
    const source = createMirrorSource({ address, only: false, store, now, http: undefined });
    const request = requestFor('lib-1', { version: '1.0.0' });
    const privacy = { because: 'specifier', kind: 'git' } as const;
    const asked = [request, { ...request, key: 'private', privacy }];
    assert.deepEqual([...(await source.lookup(asked, running)).keys()], [request.key]);
  });

  it('can be built anew under those who read it', async () => {
    await learn([requestFor('lib-1', { version: '1.0.0' })]);
    const older = new Set(shardFiles());
    const newer = await mirrorOf(world, AMOUNT + 1, '2026-11-24T00:00:00Z');
    const other = mirrorFiles([], [], '2026-11-25T00:00:00Z');
    await writeMirror(join(temp.path, 'mirror'), newer);
    for (const name of older) assert.ok(shardFiles().includes(name), 'the files of the mirror before stay');
    await writeMirror(join(temp.path, 'mirror'), other);
    await writeMirror(join(temp.path, 'mirror'), newer);
    const known = await learn();
    assert.equal(known.get('lib-2')?.licenses[0]?.value, 'MIT');
    assert.equal(
      parseIndex(readFileSync(join(temp.path, 'mirror', 'index.json'), 'utf8'))?.built,
      '2026-11-24T00:00:00Z',
    );
  });

  it('removes files of no index and drafts a day after they were written, and nothing else', async () => {
    const at = join(temp.path, 'mirror', 'packages');
    const first = shardFiles();
    const [draft, older] = [`0-${'0'.repeat(16)}.json.1`, `0-${'1'.repeat(16)}.json.1`];
    for (const name of [draft, older, 'notes.txt']) writeFileSync(join(at, name), '');
    const age = (names: readonly string[]) => {
      for (const name of names) utimesSync(join(at, name), 1, 1);
    };
    age([...first, older, 'notes.txt']);
    const other = mirrorFiles([], [], '2026-11-24T00:00:00Z');
    await writeMirror(join(temp.path, 'mirror'), other);
    assert.deepEqual(
      shardFiles().sort(),
      [...first, draft, 'notes.txt'].sort(),
      'those of the index before stay',
    );
    const newer = await mirrorOf(world, AMOUNT + 1, '2026-11-25T00:00:00Z');
    await writeMirror(join(temp.path, 'mirror'), newer);
    const ofNewer = [...newer.shards.keys()].map((path) => basename(path));
    assert.deepEqual(shardFiles().sort(), [...ofNewer, draft, 'notes.txt'].sort());
  });

  it('is whole when two are built into one folder at a time', async () => {
    const folder = join(temp.path, 'mirror');
    let release = (): void => undefined;
    let begin = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const one = await mirrorOf(world, AMOUNT + 1, '2026-11-24T00:00:00Z');
    // What writes a text takes one that comes late, too.
    async function* late() {
      begin();
      await gate;
      yield one.indexText;
    }
    const writing = writeMirror(folder, { ...one, indexText: late() as unknown as string });
    await begun;
    writeFileSync(join(folder, 'packages', `0-${'0'.repeat(16)}.json.1`), 'a draft of the other one');
    await writeMirror(folder, mirrorFiles([], [], '2026-11-25T00:00:00Z'));
    assert.ok(shardFiles().includes(`0-${'0'.repeat(16)}.json.1`));
    release();
    await writing;
    assert.equal(readFileSync(join(folder, 'index.json'), 'utf8'), one.indexText);
    for (const path of one.shards.keys()) assert.ok(shardFiles().includes(basename(path)), path);
  });

  it('is the same to the byte when nothing changed', async () => {
    const again = await mirrorOf(world, AMOUNT);
    assert.equal(again.indexText, mirror.indexText);
    assert.deepEqual(again.shards, mirror.shards);
  });
});

describe('sources/mirror, its files', () => {
  const origin = { source: 'npm', label: 'npm registry', date: NOW } as const;
  const evidence: Evidence = {
    ...noEvidence,
    version: { value: '1.0.0', origin },
    licenses: [{ value: 'MIT', origin }],
  };
  const entryOf = (
    said: Evidence,
    asked: readonly FactKind[] = ['license', 'repository', 'scorecard', 'deprecation'],
  ) => {
    const { shards } = mirrorFiles([{ name: 'a', evidence: said }], asked, NOW);
    return parseShard([...shards.values()][0] ?? '')?.['a']?.versions['1.0.0'];
  };

  it('settles what was asked and not found, and leaves open what failed or was never asked', () => {
    assert.deepEqual(entryOf(evidence)?.nothing, { repository: 'not-found' });
    assert.deepEqual(entryOf(evidence, [])?.nothing, {});
    const failed = {
      ...evidence,
      gaps: [{ fact: 'scorecard', source: 'scorecard', why: 'unreachable' } as const],
    };
    assert.deepEqual(entryOf(failed)?.nothing, { repository: 'not-found' });
    const none = {
      ...evidence,
      gaps: [{ fact: 'scorecard', source: 'scorecard', why: 'no-repository' } as const],
    };
    assert.deepEqual(entryOf(none)?.nothing, { repository: 'not-found', scorecard: 'no-repository' });
  });

  it('says that a version is not deprecated where the registry did not say that it is', () => {
    assert.equal(entryOf(evidence)?.facts.deprecation?.value, '');
  });

  it('holds names that are words of the language', () => {
    for (const name of ['constructor', '__proto__', 'why', 'hasOwnProperty']) {
      const { shards, index } = mirrorFiles([{ name, evidence }], [], NOW);
      const shard = parseShard([...shards.values()][0] ?? '');
      assert.equal(shard?.[name]?.versions['1.0.0']?.facts.licenses?.[0]?.value, 'MIT', name);
      assert.ok(shardOf(name, index.digits) in index.shards);
    }
  });

  const wrong: readonly (readonly [string, object])[] = [
    ['no origin', { licenses: [{ value: 'MIT' }] }],
    ['an unknown source', { licenses: [{ value: 'MIT', origin: { ...origin, source: 'me' } }] }],
    ['no date', { licenses: [{ value: 'MIT', origin: { ...origin, date: 'soon' } }] }],
    ['a text for facts', { licenses: 'MIT', scorecards: 'x', links: 'y', advisories: 'z' }],
    [
      'a Scorecard without checks',
      { scorecards: [{ value: { repository: 'x', score: 1, date: NOW }, origin }] },
    ],
    ['a repository that is a text', { repository: { value: 'github.com/a/b', origin } }],
    ['a script as homepage', { links: { homepage: 'javascript:alert(1)' } }],
    ['advisories without addresses', { advisories: { value: [{ id: 'x', summary: '', url: 'x' }], origin } }],
  ];
  for (const [what, facts] of wrong) {
    it(`takes ${what} for nothing`, () => {
      const text = JSON.stringify({
        format: 'ospo-lens-evidence-mirror/1',
        packages: { a: { ranges: {}, versions: { '1.0.0': { facts, nothing: { license: 'offline' } } } } },
      });
      assert.deepEqual(parseShard(text)?.['a']?.versions['1.0.0'], {
        facts: { licenses: [], scorecards: [], links: {} },
        nothing: {},
      });
    });
  }

  const addresses: readonly (readonly [string, object | undefined])[] = [
    ['https://m.example/index.json', { url: 'https://m.example/index.json' }],
    ['https://m.example/evidence/', { url: 'https://m.example/evidence/index.json' }],
    [
      `https://m.example/index.json#sha256-${'A'.repeat(64)}`,
      { url: 'https://m.example/index.json', pin: 'a'.repeat(64) },
    ],
    ['https://m.example/index.json#sha256-x', undefined],
    ['file:///etc/index.json', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of addresses) {
    it(`reads the address ${JSON.stringify(text)}`, () =>
      assert.deepEqual(parseMirrorAddress(text), expected));
  }
});
