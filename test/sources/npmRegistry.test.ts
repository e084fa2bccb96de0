import { strict as assert } from 'node:assert';
import { createHttp } from '../../src/sources/http';
import { npmConfigFrom } from '../../src/sources/npmConfig';
import { createNpmDocuments, createNpmVersions } from '../../src/sources/npmRegistry';
import { startNpmRegistry } from '../standins/npmRegistry';
import type { NpmStandInOptions, RegistryPackage } from '../standins/npmRegistry';
import { startStandIn } from '../standins/server';
import type { Fault, StandIn } from '../standins/server';
import type { EvidenceSource } from '../../src/core/index';
import { ask, gapsOf, now, NOW, requestFor, running, valuesOf } from './support';

const repository = { type: 'git', url: 'git+https://github.com/Acme/Parser.git', directory: 'packages/p' };
const packages: Record<string, RegistryPackage> = {
  parser: {
    versions: {
      '1.0.0': { license: 'MIT', repository },
      '1.1.0': { license: 'MIT', repository, deprecated: 'use 2' },
      '2.0.0': {
        license: 'AGPL-3.0-or-later',
        repository,
        homepage: 'https://parser.example',
        funding: 'https://fund.example',
      },
    },
    time: { created: '2020-01-01T00:00:00Z', '2.0.0': '2024-05-06T07:08:09.000Z' },
    tags: { next: '1.0.0' },
  },
  retired: { versions: { '1.0.0': { license: 'MIT' }, '2.0.0': { license: 'MIT', deprecated: 'use 1' } } },
  '@acme/ui': { versions: { '1.0.0': { licenses: [{ type: 'MIT', url: 'x' }] } } },
  silent: { versions: { '1.0.0': {} } },
};

describe('sources/npmRegistry', () => {
  const servers: StandIn[] = [];
  const start = async (options?: NpmStandInOptions): Promise<StandIn> => {
    const server = await startNpmRegistry(packages, options);
    servers.push(server);
    return server;
  };
  const sourceAt = (
    server: StandIn,
    settings: Record<string, string> = {},
    trusted?: Record<string, string>,
  ) => {
    const http = createHttp({ userAgent: 'test', timeoutMs: 300, backOffMs: 1 });
    const config = npmConfigFrom({ registry: server.url, ...settings }, trusted);
    const versions = createNpmVersions({ http, config, now });
    const documents = createNpmDocuments({ http, config, now });
    const source: EvidenceSource = {
      ...versions,
      lookup: async (requests, signal) => {
        const [known, unknown] = [true, false].map((isKnown) =>
          requests.filter(({ known }) => (known.version !== undefined) === isKnown),
        );
        return new Map([
          ...(await documents.lookup(known ?? [], signal)),
          ...(await versions.lookup(unknown ?? [], signal)),
        ]);
      },
    };
    return source;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  const whole = {
    name: 'parser',
    license: 'AGPL-3.0-only',
    versions: { '1.0.0': { name: 'parser', version: '1.0.0', license: 'MIT' } },
  };
  const odd: readonly (readonly [title: string, answer: object, licenses: readonly string[] | undefined])[] =
    [
      ['another version', { name: 'parser', version: '2.0.0', license: 'MIT' }, undefined],
      ['no version at all', { name: 'parser', license: 'MIT' }, undefined],
      ['what is no version', { name: 'parser', version: 'constructor', license: 'MIT' }, undefined],
      ['the whole package, which has the version', whole, ['MIT']],
      ['the whole package, which does not have it', { ...whole, versions: {} }, undefined],
      ['the same version in other words', { name: 'parser', version: 'v1.0.0', license: 'MIT' }, ['MIT']],
    ];
  for (const [title, json, licenses] of odd)
    it(`believes of a version what is said of it alone, where a registry answers with ${title}`, async () => {
      const server = await startStandIn(() => ({ json }));
      servers.push(server);
      const known = await ask(sourceAt(server), requestFor('parser', { version: '1.0.0' }));
      assert.deepEqual(valuesOf(known).licenses, licenses);
      const resolved = await ask(sourceAt(server), requestFor('parser', { range: '1.0.0' }));
      assert.deepEqual(valuesOf(resolved).licenses, licenses);
      assert.equal(resolved?.version?.value, licenses && '1.0.0');
    });

  it('asks for one small document when the version is known', async () => {
    const server = await start();
    const patch = await ask(sourceAt(server), requestFor('parser', { version: '1.1.0' }));
    assert.deepEqual(valuesOf(patch), {
      licenses: ['MIT'],
      repository: { id: 'github.com/Acme/Parser', directory: 'packages/p', provenance: 'self-reported' },
      deprecation: 'use 2',
    });
    assert.deepEqual(patch?.licenses?.[0]?.origin, { source: 'npm', label: 'npm registry', date: NOW });
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/parser/1.1.0'],
    );
  });

  it('resolves a range by the abbreviated document alone', async () => {
    const server = await start();
    const patch = await ask(sourceAt(server), requestFor('parser', { range: '1.1.0 - 1' }));
    assert.deepEqual(valuesOf(patch), { version: '1.1.0', deprecation: 'use 2' });
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/parser'],
    );
  });

  it('takes everything from one small document where the range is a version', async () => {
    const server = await start();
    const patch = await ask(sourceAt(server), requestFor('parser', { range: '2.0.0' }));
    const { version, licenses } = valuesOf(patch);
    assert.deepEqual({ version, licenses }, { version: '2.0.0', licenses: ['AGPL-3.0-or-later'] });
    assert.deepEqual(patch?.links, { homepage: 'https://parser.example', funding: 'https://fund.example' });
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/parser/2.0.0'],
    );
    assert.deepEqual(gapsOf(await ask(sourceAt(server), requestFor('parser', { range: '3.0.0' }))), [
      'not-found',
    ]);
  });

  describe('a range, in few questions', () => {
    const resolve = async (
      name: string,
      range: string,
      { likely = false, batches = true }: { likely?: boolean; batches?: boolean } = {},
    ) => {
      const server = await start();
      const source = createNpmVersions({
        http: createHttp({ userAgent: 'test', timeoutMs: 300, backOffMs: 1 }),
        config: npmConfigFrom({ registry: server.url }),
        now,
        admitsLatest: () => Promise.resolve(likely),
        takesBatches: () => Promise.resolve(batches),
      });
      const { version, licenses } = valuesOf(await ask(source, requestFor(name, { range })));
      return [version, licenses, server.requests.map(({ path }) => path)];
    };
    const MIT = ['MIT'];
    const AGPL = ['AGPL-3.0-or-later'];

    it('asks for a tag as it is', async () => {
      assert.deepEqual(await resolve('parser', 'next'), ['1.0.0', MIT, ['/parser/next']]);
      assert.deepEqual(await resolve('parser', ''), ['2.0.0', AGPL, ['/parser/latest']]);
      assert.deepEqual(await resolve('parser', '*'), ['2.0.0', AGPL, ['/parser/latest']]);
    });
    it('asks for the newest version where the range most likely admits it', async () => {
      assert.deepEqual(await resolve('parser', '>=1', { likely: true }), ['2.0.0', AGPL, ['/parser/latest']]);
    });
    it('reads on where the newest version is not in range after all, or is deprecated', async () => {
      const paths = ['/parser/latest', '/parser'];
      assert.deepEqual(await resolve('parser', '~1.0', { likely: true }), ['1.0.0', undefined, paths]);
      const old = await resolve('retired', '>=1', { likely: true });
      assert.deepEqual(old, ['1.0.0', undefined, ['/retired/latest', '/retired']]);
    });
    it('takes the full document where the rest would cost a question each', async () => {
      assert.deepEqual(await resolve('parser', '~1.0', { batches: false }), ['1.0.0', MIT, ['/parser']]);
    });
    it('puts into an address neither what can be no tag nor what leads elsewhere', async () => {
      for (const range of ['..', 'a/b', '%2e%2e']) {
        const [version, , paths] = await resolve('parser', range);
        assert.deepEqual([version, paths], [undefined, ['/parser']], range);
      }
    });
  });

  it('takes everything from the full document of a registry that does not abbreviate', async () => {
    const server = await start({ abbreviates: false });
    const patch = await ask(sourceAt(server), requestFor('parser', { range: '>=1' }));
    const { version, licenses, licenseRuns, lastRelease } = valuesOf(patch);
    assert.deepEqual(
      { version, licenses, lastRelease },
      {
        version: '2.0.0',
        licenses: ['AGPL-3.0-or-later'],
        lastRelease: '2024-05-06T07:08:09.000Z',
      },
    );
    assert.deepEqual(licenseRuns, [
      { from: '1.0.0', to: '1.1.0', license: 'MIT' },
      { from: '2.0.0', to: '2.0.0', license: 'AGPL-3.0-or-later' },
    ]);
    assert.equal(server.requests.length, 1);
  });

  it('keeps a license of the old form as it is stated, and escapes scoped names', async () => {
    const server = await start();
    const patch = await ask(sourceAt(server), requestFor('@acme/ui', { version: '1.0.0' }));
    assert.deepEqual(valuesOf(patch)['licenses'], [[{ type: 'MIT', url: 'x' }]]);
    assert.equal(server.requests[0]?.path, '/@acme%2fui/1.0.0');
  });

  it('states no license where the package states none', async () => {
    const patch = await ask(sourceAt(await start()), requestFor('silent'));
    assert.deepEqual(valuesOf(patch), { version: '1.0.0' });
  });

  it('says what is not there', async () => {
    const source = sourceAt(await start());
    assert.deepEqual(gapsOf(await ask(source, requestFor('missing'))), ['not-found']);
    assert.deepEqual(gapsOf(await ask(source, requestFor('parser', { version: '9.9.9' }))), ['not-found']);
    assert.deepEqual(gapsOf(await ask(source, requestFor('parser', { range: '^9' }))), ['not-found']);
  });

  it('asks nobody about what can be no package name', async () => {
    const server = await start();
    for (const name of ['../secrets', 'a/b', '@a/b/c', '', 'a b']) {
      assert.deepEqual(gapsOf(await ask(sourceAt(server), requestFor(name))), ['not-found'], name);
    }
    assert.deepEqual(server.requests, []);
  });

  it('sends credentials to the registry that they belong to, only', async () => {
    const open = await start();
    const closed = await start({ authorization: 'Bearer abc' });
    const settings = { '@acme:registry': closed.url, [`//${closed.host}/:_authToken`]: 'abc' };
    const source = sourceAt(open, settings);
    const requests = [
      requestFor('@acme/ui', { version: '1.0.0' }),
      requestFor('parser', { version: '1.0.0' }),
    ];
    const patches = await source.lookup(requests, running);
    assert.deepEqual([...patches.values()].flatMap(gapsOf), []);
    assert.deepEqual(
      open.requests.map(({ path, headers }) => [path, headers.authorization]),
      [['/parser/1.0.0', undefined]],
    );
    assert.deepEqual(
      closed.requests.map(({ path }) => path),
      ['/@acme%2fui/1.0.0'],
    );
  });

  it('does not ask a registry that only an untrusted workspace names, nor the public one instead', async () => {
    const server = await start();
    const evil = await start();
    const source = sourceAt(server, { '@acme:registry': evil.url }, { registry: server.url });
    assert.deepEqual(gapsOf(await ask(source, requestFor('@acme/ui'))), ['private']);
    assert.deepEqual([...server.requests, ...evil.requests], []);
  });

  const wrong: [string, Fault, string][] = [
    ['500', { kind: 'status', status: 500 }, 'unreachable'],
    ['429', { kind: 'status', status: 429 }, 'rate-limited'],
    ['silence', { kind: 'silent' }, 'time-out'],
    ['a login page', { kind: 'body', type: 'text/html', body: '<html>' }, 'bad-answer'],
    ['another JSON', { kind: 'body', type: 'application/json', body: '[1]' }, 'bad-answer'],
    ['null', { kind: 'body', type: 'application/json', body: 'null' }, 'bad-answer'],
  ];
  for (const [what, fault, why] of wrong) {
    it(`turns ${what} into a gap for each missing fact`, async () => {
      const server = await start();
      server.fail(fault);
      const patch = await ask(sourceAt(server), requestFor('parser'));
      assert.deepEqual(valuesOf(patch), {});
      assert.deepEqual(
        patch?.gaps?.map((gap) => [gap.fact, gap.why]),
        [
          ['version', why],
          ['license', why],
          ['repository', why],
          ['deprecation', why],
        ],
      );
    });
  }

  it('survives wrong types in every field', async () => {
    const server = await start();
    const body = JSON.stringify({
      name: 'parser',
      version: '1.0.0',
      license: 7,
      repository: [],
      deprecated: {},
      homepage: 1,
      funding: [[]],
    });
    server.fail({ kind: 'body', type: 'application/json', body });
    assert.deepEqual(valuesOf(await ask(sourceAt(server), requestFor('parser', { version: '1.0.0' }))), {
      licenses: [7],
    });
    server.fail({
      kind: 'body',
      type: 'application/json',
      body: '{"name":"parser","versions":[],"dist-tags":7,"time":""}',
    });
    assert.deepEqual(gapsOf(await ask(sourceAt(server), requestFor('parser'))), ['not-found']);
  });
});
