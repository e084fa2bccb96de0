import { strict as assert } from 'node:assert';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gather, lacksAnswer, nullLogger } from '../../src/core/index';
import type { Evidence, EvidencePatch, EvidenceSource, Privacy } from '../../src/core/index';
import { cached, kept } from '../../src/sources/cache';
import type { FactStore } from '../../src/sources/cache';
import { openDiskCache } from '../../src/sources/diskCache';
import { ask, gapsOf, requestFor, running, tempFolder, valuesOf } from './support';
import type { TempFolder } from './support';

const HOUR = 3_600_000;

function memory(): FactStore & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get: (key) => Promise.resolve(texts.get(key)),
    set: (key, text) => Promise.resolve(void texts.set(key, text)),
  };
}

describe('sources/cache', () => {
  let clock: number;
  let answer: (name: string) => EvidencePatch | undefined;
  let asked: string[];
  let store: ReturnType<typeof memory>;
  let source: EvidenceSource;
  const now = (): string => new Date(clock).toISOString();
  const licensed = (): EvidencePatch => ({
    licenses: [{ value: 'MIT', origin: { source: 'npm', label: 'npm registry', date: now() } }],
  });
  const failing = (why: 'unreachable' | 'not-found') => (): EvidencePatch => ({
    gaps: [{ fact: 'license', source: 'npm', why }],
  });
  const noAdvisories = (): Partial<Evidence> => ({
    advisories: { value: [], origin: { source: 'osv', label: 'OSV', date: now() } },
  });
  const request = (name: string) => requestFor(name, { known: noAdvisories() });
  const through = (on: FactStore): EvidenceSource =>
    cached(
      {
        id: 'npm',
        reach: 'registry',
        facts: ['license', 'advisories'],
        lookup: (requests) => {
          asked.push(...requests.map(({ name }) => name));
          const patches = requests.map(({ key, name }) => [key, answer(name)] as const);
          return Promise.resolve(
            new Map(patches.filter((each): each is [string, EvidencePatch] => each[1] !== undefined)),
          );
        },
      },
      on,
      {
        keyOf: ({ name }) => (name === 'uncached' ? undefined : name),
        maxAgeMs: (fact) => (fact === 'advisories' ? HOUR : 24 * HOUR),
        maxAgeNotFoundMs: HOUR,
        now,
      },
    );
  beforeEach(() => {
    clock = Date.parse('2026-11-23T00:00:00Z');
    answer = licensed;
    asked = [];
    store = memory();
    source = through(store);
  });

  it('asks once, and keeps the date of the first fetch', async () => {
    await ask(source, request('a'));
    clock += 23 * HOUR;
    const patch = await ask(source, request('a'));
    assert.deepEqual(asked, ['a']);
    assert.equal(patch?.licenses?.[0]?.origin.date, '2026-11-23T00:00:00.000Z');
    clock += HOUR;
    await ask(source, request('a'));
    assert.deepEqual(asked, ['a', 'a']);
  });

  it('asks only for what is not known', async () => {
    await ask(source, request('a'));
    const patches = await source.lookup([request('a'), request('b')], running);
    assert.deepEqual(
      [asked, [...patches.keys()].sort()],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    );
  });

  it('gives an old answer when the source fails, and the new one when it recovers', async () => {
    await ask(source, request('a'));
    clock += 48 * HOUR;
    answer = failing('unreachable');
    const old = await ask(source, request('a'));
    assert.deepEqual([valuesOf(old), gapsOf(old)], [{ licenses: ['MIT'] }, ['unreachable']]);
    answer = licensed;
    assert.equal((await ask(source, request('a')))?.licenses?.[0]?.origin.date, '2026-11-25T00:00:00.000Z');
  });

  it('has the source asked again as long as only an old answer is there', async () => {
    const plan = { sources: [source], offline: [] };
    const isToBeAsked = async () => {
      const known = (await gather([request('a')], plan, running)).get('a');
      return known && lacksAnswer(known);
    };
    assert.equal(await isToBeAsked(), false);
    clock += 48 * HOUR;
    answer = failing('unreachable');
    assert.equal(await isToBeAsked(), true);
    answer = licensed;
    assert.equal(await isToBeAsked(), false);
  });

  it('keeps no failure, and "not found" for a short time', async () => {
    answer = failing('unreachable');
    assert.deepEqual(gapsOf(await ask(source, request('a'))), ['unreachable']);
    assert.equal(store.texts.size, 0);
    answer = failing('not-found');
    await ask(source, request('a'));
    clock += HOUR / 2;
    assert.deepEqual(gapsOf(await ask(source, request('a'))), ['not-found']);
    assert.equal(asked.length, 2);
    clock += HOUR;
    await ask(source, request('a'));
    assert.equal(asked.length, 3);
  });

  it('asks sooner for what changes sooner', async () => {
    await ask(source, requestFor('a'));
    clock += 2 * HOUR;
    await ask(source, request('a'));
    assert.equal(asked.length, 1);
    await ask(source, requestFor('a'));
    assert.equal(asked.length, 2);
  });

  it('shows what it holds, however old, and asks nobody', async () => {
    await ask(source, request('a'));
    clock += 10_000 * HOUR;
    const old = kept(source, store, ({ name }) => name);
    const patches = await old.lookup([request('a'), request('b')], running);
    assert.deepEqual([old.reach, [...patches.keys()], asked], ['local', ['a'], ['a']]);
    assert.equal(patches.get('a')?.licenses?.[0]?.origin.date, '2026-11-23T00:00:00.000Z');
  });

  it('says nothing of a private package that shares a name with what it holds', async () => {
    await ask(source, request('a'));
    const privacies: readonly (readonly [Privacy | undefined, EvidenceSource['reach'], boolean])[] = [
      [undefined, 'public', true],
      [undefined, 'registry', true],
      [{ because: 'specifier', kind: 'git' }, 'public', false],
      [{ because: 'specifier', kind: 'git' }, 'registry', false],
      [{ because: 'workspace-package' }, 'registry', false],
      [{ because: 'registry', registry: 'https://npm.acme.example/' }, 'public', false],
      [{ because: 'registry', registry: 'https://npm.acme.example/' }, 'registry', true],
    ];
    for (const [privacy, reach, isTold] of privacies) {
      const old = kept({ ...source, reach }, store, ({ name }) => name);
      const patches = await old.lookup([{ ...request('a'), privacy }], running);
      assert.equal(patches.size, Number(isTold), JSON.stringify([privacy, reach]));
    }
  });

  it('believes no entry from the future', async () => {
    await ask(source, request('a'));
    clock -= HOUR;
    await ask(source, request('a'));
    assert.equal(asked.length, 2);
  });

  for (const text of [
    '',
    '{',
    'null',
    '{"format":99}',
    '{"format":1,"fetched":"x","patch":{}}',
    '{"format":1,"fetched":"2026-11-23"}',
    ...[
      '[]',
      '{"licenses":7}',
      '{"licenses":[null]}',
      '{"licenses":[{"value":"MIT"}]}',
      '{"licenses":[{"value":"MIT","origin":{"source":"npm"}}]}',
      '{"version":{"value":{},"origin":{"source":"npm","label":"l","date":"2026"}}}',
      '{"licenseRuns":{"value":[{"from":"x","to":"1.0.0"}],"origin":{"source":"npm","label":"l","date":"2026"}}}',
      '{"advisories":{"value":{},"origin":{"source":"npm","label":"l","date":"2026"}}}',
      '{"scorecards":[{"value":{"repository":"r"},"origin":{"source":"npm","label":"l","date":"2026"}}]}',
      '{"repository":null}',
      '{"gaps":[{"fact":1}]}',
      '{"links":[1]}',
    ].map((patch) => `{"format":1,"fetched":"2026-11-23T00:00:00Z","patch":${patch}}`),
  ]) {
    it(`asks again where the entry is ${text === '' ? 'empty' : text}`, async () => {
      store.texts.set('a', text);
      assert.deepEqual(valuesOf(await ask(source, request('a'))), { licenses: ['MIT'] });
    });
  }

  it('hands on what cannot be kept, and says nothing where the source says nothing', async () => {
    await ask(source, request('uncached'));
    assert.equal(store.texts.size, 0);
    answer = () => undefined;
    assert.equal(await ask(source, request('b')), undefined);
  });

  describe('on disk', () => {
    let temp: TempFolder;
    beforeEach(() => (temp = tempFolder()));
    afterEach(() => temp.remove());

    it('is shared by all who open the folder', async () => {
      await ask(through(openDiskCache(temp.path, nullLogger)), request('a'));
      assert.deepEqual(valuesOf(await ask(through(openDiskCache(temp.path, nullLogger)), request('a'))), {
        licenses: ['MIT'],
      });
      assert.deepEqual(asked, ['a']);
    });

    it('is rebuilt when it is corrupt', async () => {
      const disk = through(openDiskCache(temp.path, nullLogger));
      await ask(disk, request('a'));
      const files = readdirSync(temp.path, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      assert.ok(files.length >= 2);
      for (const file of files) writeFileSync(join(file.parentPath, file.name), 'garbage');
      clock += 1;
      assert.deepEqual(valuesOf(await ask(disk, request('a'))), { licenses: ['MIT'] });
      assert.deepEqual(asked, ['a', 'a']);
      await ask(disk, request('a'));
      assert.deepEqual(asked, ['a', 'a']);
    });

    it('replaces one content that is corrupt', async () => {
      const disk = through(openDiskCache(temp.path, nullLogger));
      await ask(disk, request('a'));
      const content = join(temp.path, 'content-v2');
      for (const file of readdirSync(content, { recursive: true, withFileTypes: true })) {
        if (file.isFile()) writeFileSync(join(file.parentPath, file.name), 'garbage');
      }
      await ask(disk, request('a'));
      await ask(disk, request('a'));
      assert.deepEqual(asked, ['a', 'a']);
    });

    it('does without a folder that cannot be written', async () => {
      temp.write('file', '');
      const disk = through(openDiskCache(join(temp.path, 'file'), nullLogger));
      assert.deepEqual(valuesOf(await ask(disk, request('a'))), { licenses: ['MIT'] });
    });

    it('stands many writers of one entry', async () => {
      const stores = Array.from({ length: 8 }, () => openDiskCache(temp.path, nullLogger));
      await Promise.all(stores.map((each, index) => each.set('k', `text ${index}`)));
      assert.match((await stores[0]?.get('k')) ?? '', /^text \d$/);
    });
  });
});
