import { strict as assert } from 'node:assert';
import type { FactStore } from '../../src/sources/cache';
import { createHttp } from '../../src/sources/http';
import { revalidating } from '../../src/sources/revalidating';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';

describe('sources/revalidating', () => {
  let server: StandIn;
  let version = 1;
  let control = 'max-age=0';
  const kept = new Map<string, string>();
  const store: FactStore = {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, text) => Promise.resolve(void kept.set(key, text)),
  };
  before(async () => {
    server = await startStandIn((_path, { headers }) => {
      const etag = `"v${version}"`;
      const own = { etag, 'cache-control': control };
      return headers['if-none-match'] === etag
        ? { status: 304, json: '', headers: own }
        : { json: { version }, headers: own };
    });
  });
  beforeEach(() => {
    kept.clear();
    server.requests.length = 0;
    version = 1;
    control = 'max-age=0';
  });
  after(() => server.close());
  const ask = async (headers: Record<string, string> = {}): Promise<unknown> => {
    const http = revalidating(createHttp({ userAgent: 'test', timeoutMs: 1_000, backOffMs: 5 }), store);
    const answer = await http.getJson(`${server.url}/a`, { headers });
    return answer.kind === 'ok' ? answer.json : answer.kind;
  };
  const validators = () => server.requests.map(({ headers }) => headers['if-none-match']);

  it('asks whether an old answer still holds, and takes a new one where it does not', async () => {
    assert.deepEqual([await ask(), await ask()], [{ version: 1 }, { version: 1 }]);
    version = 2;
    assert.deepEqual([await ask(), await ask()], [{ version: 2 }, { version: 2 }]);
    assert.deepEqual(validators(), [undefined, '"v1"', '"v1"', '"v2"']);
  });

  it('asks nobody while an answer is fresh', async () => {
    control = 'max-age=600';
    assert.deepEqual([await ask(), await ask()], [{ version: 1 }, { version: 1 }]);
    assert.equal(server.requests.length, 1);
  });

  it('keeps nothing that is not to be stored or was asked with credentials', async () => {
    control = 'no-store';
    await ask();
    control = 'max-age=600';
    await ask({ authorization: 'Bearer x' });
    assert.equal(kept.size, 0);
    await ask();
    assert.deepEqual(validators(), [undefined, undefined, undefined]);
  });

  it('hands on failures, and asks in full where what is kept is broken', async () => {
    await ask();
    const [written = ''] = kept.values();
    const { policy } = JSON.parse(written) as { readonly policy: object };
    for (const broken of [
      { v: 99 },
      { v: 1 },
      { ...policy, resh: 5 },
      { ...policy, resh: { etag: {} }, h: 1 },
    ])
      for (const [key] of kept) {
        kept.set(key, JSON.stringify({ policy: broken, json: 7 }));
        assert.deepEqual(await ask(), { version: 1 }, JSON.stringify(broken));
      }
    server.fail({ kind: 'status', status: 500 });
    assert.equal(await ask(), 'failure');
    server.fail(undefined);
  });
});
