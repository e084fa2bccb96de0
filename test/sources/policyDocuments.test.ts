import { strict as assert } from 'node:assert';
import { createHttp } from '../../src/sources/http';
import { createWebDocuments } from '../../src/sources/policyDocuments';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-23T09:00:00.000Z');

describe('documents of a policy on the web', () => {
  let service: StandIn;
  let time = start;
  let kept: Map<string, string>;
  const at = (path: string) => `${service.url}${path}`;
  const say = (body: string, type = 'text/markdown; charset=utf-8') =>
    service.fail({ kind: 'body', type, body });

  /** Another process: nothing is in memory, the store is the same. */
  function open() {
    return createWebDocuments({
      store: {
        get: (key) => Promise.resolve(kept.get(key)),
        set: (key, text) => Promise.resolve(void kept.set(key, text)),
      },
      http: () => Promise.resolve(createHttp({ userAgent: 'test', retries: 0, timeoutMs: 2000 })),
      now: () => new Date(time).toISOString(),
    });
  }

  beforeEach(async () => {
    service = await startStandIn(() => undefined);
    kept = new Map();
    time = start;
  });
  afterEach(() => service.close());

  it('are read once an hour, and kept with their date', async () => {
    say('# Policy');
    const first = await open().read(at('/policy.md#heading'), false);
    assert.deepEqual(first, { kind: 'text', text: '# Policy', fetched: '2026-11-23T09:00:00.000Z' });
    say('# New');
    time += HOUR - 1;
    assert.deepEqual(await open().read(at('/policy.md#other'), false), first);
    assert.equal(service.requests.length, 1);
    time += 1;
    const second = await open().read(at('/policy.md'), false);
    assert.deepEqual(second, { kind: 'text', text: '# New', fetched: '2026-11-23T10:00:00.000Z' });
  });

  it('tell nobody which heading is read', async () => {
    say('# Policy');
    await open().read(at('/policy.md#secret-plans'), false);
    assert.deepEqual(
      service.requests.map(({ path }) => path),
      ['/policy.md'],
    );
  });

  it('are read from the copy offline, however old, and nobody is asked', async () => {
    say('# Policy');
    await open().read(at('/policy.md'), false);
    time += 1000 * HOUR;
    const found = await open().read(at('/policy.md'), true);
    assert.deepEqual(found, { kind: 'text', text: '# Policy', fetched: '2026-11-23T09:00:00.000Z' });
    const other = await open().read(at('/other.md'), true);
    assert.deepEqual(other, {
      kind: 'none',
      why: 'it was not downloaded before, and OSPO Lens works offline',
    });
    assert.equal(service.requests.length, 1);
  });

  it('are read from the copy while the service fails, which is said', async () => {
    say('# Policy');
    await open().read(at('/policy.md'), false);
    time += 2 * HOUR;
    service.fail({ kind: 'status', status: 500 });
    const found = await open().read(at('/policy.md'), false);
    assert.equal(found.kind, 'text');
    assert.equal(found.text, '# Policy');
    assert.match(found.why ?? '', /500/);
  });

  const others: readonly (readonly [what: string, type: string, body: string, kind: string])[] = [
    ['a page', 'text/html; charset=utf-8', '<html></html>', 'page'],
    ['a page that calls itself plain', 'text/plain', '<!DOCTYPE html><p>x', 'page'],
    ['an archive', 'application/zip', 'PK', 'page'],
    ['plain text', 'text/plain', 'Policy', 'text'],
    ['a raw file', 'application/octet-stream', '# Policy', 'text'],
    ['a raw file that is no text', 'application/octet-stream', 'PK\0\0', 'page'],
  ];
  for (const [what, type, body, kind] of others)
    it(`that are ${what} are ${kind === 'page' ? 'left to a browser' : 'read'}`, async () => {
      say(body, type);
      const documents = open();
      assert.equal((await documents.read(at('/x'), false)).kind, kind);
      assert.equal((await open().read(at('/x'), true)).kind, kind);
    });

  it('that are gone or too large are nothing', async () => {
    const gone = await open().read(at('/gone.md'), false);
    assert.deepEqual(gone, { kind: 'none', why: 'there is nothing at this address' });
    service.fail({ kind: 'huge', bytes: 3_000_000 });
    assert.equal((await open().read(at('/huge.md'), false)).kind, 'none');
  });

  it('survive a broken copy', async () => {
    for (const broken of ['', '{', '[]', '{"fetched":"never","text":"x"}', '{"fetched":1}']) {
      kept.set(`policy-document ${at('/policy.md')}`, broken);
      say('# Policy');
      assert.equal((await open().read(at('/policy.md'), false)).kind, 'text', broken);
    }
  });
});
