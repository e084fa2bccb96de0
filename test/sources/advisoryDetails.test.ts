import { strict as assert } from 'node:assert';
import { createAdvisoryDetails } from '../../src/sources/advisoryDetails';
import { createHttp } from '../../src/sources/http';
import { startOsv } from '../standins/osv';
import type { StandIn } from '../standins/server';

const DAY = 86_400_000;
const rated = (severity: unknown) => ({ summary: 'Prototype pollution', database_specific: { severity } });

describe('what OSV says of an advisory', () => {
  let service: StandIn;
  let kept: Map<string, string>;
  let time: number;
  before(async () => {
    service = await startOsv(
      {},
      {
        'GHSA-full': rated('HIGH'),
        'GHSA-medium': rated('MEDIUM'),
        'GHSA-odd': rated('constructor'),
        'MAL-2024-1': { summary: 'Malicious code in x (npm)', database_specific: null },
        'GHSA-long': { details: '## Impact\n\nMuch is known.' },
        'GHSA-other': { id: 'GHSA-else', summary: 'of another one' },
        'GHSA-list': { summary: ['no', 'text'] },
      },
    );
  });
  beforeEach(() => {
    kept = new Map();
    time = Date.parse('2026-11-23T09:00:00Z');
    service.requests.length = 0;
    service.fail(undefined);
  });
  after(() => service.close());

  /** Another process: nothing is in memory, the store is the same. */
  const read = (ids: readonly string[], online = true) =>
    createAdvisoryDetails({
      baseUrl: `${service.url}/`,
      store: {
        get: (key) => Promise.resolve(kept.get(key)),
        set: (key, text) => Promise.resolve(void kept.set(key, text)),
      },
      now: () => new Date(time).toISOString(),
      ...(online && {
        http: () => Promise.resolve(createHttp({ userAgent: 'test', retries: 0, timeoutMs: 2000 })),
      }),
    })(ids);

  const cases: readonly (readonly [id: string, details: object | undefined])[] = [
    ['GHSA-full', { summary: 'Prototype pollution', severity: 'high' }],
    ['GHSA-medium', { summary: 'Prototype pollution', severity: 'moderate' }],
    ['GHSA-odd', { summary: 'Prototype pollution' }],
    ['MAL-2024-1', { summary: 'Malicious code in x (npm)' }],
    ['GHSA-long', { summary: 'Much is known.' }],
    ['GHSA-other', undefined],
    ['GHSA-list', { summary: '' }],
    ['GHSA-unknown', undefined],
  ];
  for (const [id, details] of cases)
    it(`is read: ${id}`, async () => {
      assert.deepEqual((await read([id])).get(id), details);
    });

  it('is asked for once a week, and known without network', async () => {
    await read(['GHSA-full', 'GHSA-full']);
    time += 7 * DAY - 1;
    assert.equal((await read(['GHSA-full'])).size, 1);
    assert.deepEqual(
      service.requests.map(({ path }) => path),
      ['/v1/vulns/GHSA-full'],
    );
    time += 1;
    assert.equal((await read(['GHSA-full'], false)).size, 1);
    service.fail({ kind: 'status', status: 500 });
    assert.equal((await read(['GHSA-full'])).size, 1, 'the old answer is better than none');
    assert.equal(service.requests.length, 2);
  });

  it('asks nobody offline, for nothing that is no id, and for ten at most', async () => {
    assert.equal((await read(['GHSA-full'], false)).size, 0);
    assert.equal((await read(['../vulns', 'a b', '', 'GHSA/x', `GHSA-${'x'.repeat(100)}`])).size, 0);
    assert.deepEqual(service.requests, []);
    await read(Array.from({ length: 30 }, (_, index) => `GHSA-${index}`));
    assert.equal(service.requests.length, 10);
  });

  for (const fault of ['<html>', '[]', '{"id":'])
    it(`stays unknown where the answer is ${fault}`, async () => {
      service.fail({ kind: 'body', type: 'application/json', body: fault });
      assert.equal((await read(['GHSA-full'])).size, 0);
      assert.equal(kept.size, 0);
    });
});
