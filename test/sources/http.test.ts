import { strict as assert } from 'node:assert';
import { createHostCircuit } from '../../src/sources/circuit';
import { createHttp } from '../../src/sources/http';
import type { HttpOptions } from '../../src/sources/http';
import { startStandIn } from '../standins/server';
import type { Fault, StandIn } from '../standins/server';

const quick: HttpOptions = { userAgent: 'test', timeoutMs: 400, backOffMs: 5, maxBytes: 10_000 };

describe('sources/http', () => {
  let server: StandIn;
  let other: StandIn;
  before(async () => {
    server = await startStandIn((path) => ({ json: { path } }));
    other = await startStandIn((path, { headers }) => ({
      json: { path, authorization: headers.authorization ?? null },
    }));
  });
  afterEach(() => {
    for (const each of [server, other]) {
      each.fail(undefined);
      each.requests.length = 0;
    }
  });
  after(() => Promise.all([server.close(), other.close()]));

  it('gives the parsed answer and says who asks', async () => {
    const answer = await createHttp(quick).getJson(`${server.url}/a`);
    assert.equal(answer.kind, 'ok');
    assert.deepEqual(answer.json, { path: '/a' });
    assert.equal(server.requests[0]?.headers['user-agent'], 'test');
  });

  const html: Fault = { kind: 'body', type: 'text/html', body: '<form>Log in</form>' };
  const faults: [string, Fault, { kind: string; why?: string; detail?: string }, number][] = [
    ['404', { kind: 'status', status: 404 }, { kind: 'not-found' }, 1],
    ['401', { kind: 'status', status: 401 }, { kind: 'failure', why: 'bad-answer', detail: 'HTTP 401' }, 1],
    ['500', { kind: 'status', status: 500 }, { kind: 'failure', why: 'unreachable', detail: 'HTTP 500' }, 3],
    ['429', { kind: 'status', status: 429 }, { kind: 'failure', why: 'rate-limited', detail: 'HTTP 429' }, 3],
    [
      'a login page with 200',
      html,
      { kind: 'failure', why: 'bad-answer', detail: 'a web page instead of JSON' },
      1,
    ],
    [
      'an empty body',
      { kind: 'body', type: 'application/json', body: '' },
      { kind: 'failure', why: 'bad-answer', detail: 'not JSON' },
      1,
    ],
    [
      'half of a JSON text',
      { kind: 'body', type: 'application/json', body: '{"a":' },
      { kind: 'failure', why: 'bad-answer', detail: 'not JSON' },
      1,
    ],
    [
      'a body cut off',
      { kind: 'truncated' },
      { kind: 'failure', why: 'bad-answer', detail: 'the answer ended too early' },
      3,
    ],
    [
      'a body that is too large',
      { kind: 'huge', bytes: 20_000 },
      { kind: 'failure', why: 'bad-answer', detail: 'the answer is too large' },
      1,
    ],
    ['silence', { kind: 'silent' }, { kind: 'failure', why: 'time-out', detail: 'no answer in time' }, 1],
    ['a slow drip', { kind: 'drip' }, { kind: 'failure', why: 'time-out', detail: 'no answer in time' }, 1],
    [
      'a redirect to no web address',
      { kind: 'redirect', to: 'file:///etc/passwd' },
      { kind: 'failure', why: 'bad-answer', detail: 'redirected to no web address' },
      1,
    ],
  ];
  for (const [what, fault, expected, attempts] of faults) {
    it(`says what went wrong: ${what}, after ${attempts} attempts, within the budget`, async () => {
      server.fail(fault);
      const start = performance.now();
      const answer = await createHttp(quick).getJson(`${server.url}/a`);
      assert.deepEqual(answer, expected);
      assert.equal(server.requests.length, attempts);
      assert.ok(performance.now() - start < 1_500);
    });
  }

  it('recovers when a retry goes well', async () => {
    for (const fault of [
      { kind: 'status', status: 503 },
      { kind: 'reset' },
      { kind: 'truncated' },
    ] as const) {
      server.fail(fault, 1);
      assert.equal((await createHttp(quick).getJson(`${server.url}/a`)).kind, 'ok', fault.kind);
    }
  });

  it('waits as long as Retry-After says, and not at all when that is beyond the budget', async () => {
    server.fail({ kind: 'status', status: 429, headers: { 'retry-after': '1' } }, 1);
    const start = performance.now();
    assert.equal((await createHttp({ ...quick, timeoutMs: 3_000 }).getJson(`${server.url}/a`)).kind, 'ok');
    assert.ok(performance.now() - start >= 990);
    server.fail({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } });
    assert.equal((await createHttp(quick).getJson(`${server.url}/b`)).kind, 'failure');
    assert.equal(server.requests.filter(({ path }) => path === '/b').length, 1);
  });

  it('hands credentials to the host that it was told, and to no other one', async () => {
    const headers = { Authorization: 'Bearer secret' };
    server.fail({ kind: 'redirect', to: `${other.url}/elsewhere` });
    const answer = await createHttp(quick).getJson(`${server.url}/a`, { headers });
    assert.deepEqual(answer.kind === 'ok' && answer.json, { path: '/elsewhere', authorization: null });
    assert.equal(server.requests[0]?.headers.authorization, 'Bearer secret');
    server.fail({ kind: 'redirect', to: '/same' }, 1);
    await createHttp(quick).getJson(`${server.url}/a`, { headers });
    assert.equal(server.requests.at(-1)?.headers.authorization, 'Bearer secret');
  });

  it('does not follow redirects for ever', async () => {
    server.fail({ kind: 'redirect', to: '/again' });
    const answer = await createHttp(quick).getJson(`${server.url}/a`);
    assert.equal(answer.kind === 'failure' && answer.detail, 'redirected too often');
    assert.equal(server.requests.length, 6);
  });

  it('fails at once at a closed port', async () => {
    const gone = await startStandIn(() => undefined);
    await gone.close();
    const answer = await createHttp(quick).getJson(`${gone.url}/a`);
    assert.equal(answer.kind === 'failure' && answer.detail, 'ECONNREFUSED');
  });

  it('leaves a host alone after two failures, for a while, and says why each time', async () => {
    server.fail({ kind: 'reset' });
    const http = createHttp({ ...quick, retries: 0, pauseMs: 100 });
    for (let count = 0; count < 3; count += 1) {
      const answer = await http.getJson(`${server.url}/a`);
      assert.equal(answer.kind === 'failure' && answer.detail, 'ECONNRESET');
    }
    assert.equal(server.requests.length, 2);
    await new Promise((resolve) => setTimeout(resolve, 120));
    await http.getJson(`${server.url}/a`);
    assert.equal(server.requests.length, 3);
  });

  it('asks a host again at once when its failures are forgotten', async () => {
    server.fail({ kind: 'reset' });
    const circuit = createHostCircuit();
    const [http, another] = [1, 2].map(() => createHttp({ ...quick, retries: 0, circuit }));
    for (let count = 0; count < 2; count += 1) await http?.getJson(`${server.url}/a`);
    assert.equal((await another?.getJson(`${server.url}/a`))?.kind, 'failure');
    assert.equal(server.requests.length, 2);
    server.fail(undefined);
    circuit.reset();
    assert.equal((await another?.getJson(`${server.url}/a`))?.kind, 'ok');
  });

  it('stops when it is told to', async () => {
    server.fail({ kind: 'silent' });
    const abort = new AbortController();
    const answer = createHttp({ ...quick, timeoutMs: 10_000 }).getJson(`${server.url}/a`, {
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 30);
    assert.deepEqual(await answer, { kind: 'cancelled' });
  });

  it('asks few questions at once', async () => {
    const arrivals: number[] = [];
    const busy = await startStandIn(() => {
      arrivals.push(performance.now());
      return { json: {}, afterMs: 30 };
    });
    const http = createHttp({ ...quick, concurrency: 3, timeoutMs: 5_000 });
    await Promise.all(Array.from({ length: 12 }, (_, index) => http.getJson(`${busy.url}/${index}`)));
    await busy.close();
    assert.equal(arrivals.length, 12);
    // Four rounds of three, each of which takes 30 ms.
    assert.ok((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0) >= 85);
  });

  it('asks equal questions at the same time once, and stops when nobody wants to know any more', async () => {
    server.fail({ kind: 'silent' }, 1);
    const http = createHttp({ ...quick, timeoutMs: 10_000 });
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [first, second].map(({ signal }) => http.getJson(`${server.url}/a`, { signal }));
    first.abort();
    assert.deepEqual(await answers[0], { kind: 'cancelled' });
    assert.equal(server.requests.length <= 1, true);
    const later = await Promise.race([
      answers[1],
      new Promise((resolve) => setTimeout(resolve, 50, 'waits')),
    ]);
    assert.equal(later, 'waits');
    second.abort();
    assert.deepEqual(await answers[1], { kind: 'cancelled' });
    assert.equal((await http.getJson(`${server.url}/a`)).kind, 'ok');
    assert.equal(server.requests.length, 2);
  });

  it('posts a question as JSON, and asks again where it failed by chance', async () => {
    server.fail({ kind: 'status', status: 503 }, 1);
    const http = createHttp(quick);
    const answers = await Promise.all(
      [1, 1, 2].map((question) => http.postJson(`${server.url}/batch`, { question })),
    );
    assert.deepEqual([...new Set(answers.map(({ kind }) => kind))], ['ok']);
    assert.deepEqual(server.requests.map(({ body }) => body).sort(), [
      '{"question":1}',
      '{"question":1}',
      '{"question":2}',
    ]);
    const { method, headers } = server.requests[0] ?? {};
    assert.deepEqual([method, headers?.['content-type']], ['POST', 'application/json']);
  });

  it('carries what is posted to no other address', async () => {
    server.fail({ kind: 'redirect', to: `${other.url}/elsewhere` });
    const answer = await createHttp(quick).postJson(`${server.url}/batch`, { name: 'x' });
    assert.equal(answer.kind === 'failure' && answer.detail, 'redirected instead of answered');
    assert.deepEqual(other.requests, []);
  });

  it('reads the date of Retry-After by the clock of the service', async () => {
    const date = (ms: number) => new Date(ms).toUTCString();
    const cases: [string, string, number][] = [
      // A service whose clock is an hour ahead: one second by its own clock.
      [date(Date.now() + 3_601_000), date(Date.now() + 3_600_000), 2],
      // Past: the usual pause.
      [date(Date.now() - 60_000), date(Date.now()), 2],
      // Beyond the budget.
      [date(Date.now() + 3_600_000), date(Date.now()), 1],
    ];
    for (const [retryAfter, there, requests] of cases) {
      server.requests.length = 0;
      server.fail({ kind: 'status', status: 429, headers: { 'retry-after': retryAfter, date: there } }, 1);
      await createHttp({ ...quick, timeoutMs: 3_000 }).getJson(`${server.url}/a`);
      assert.equal(server.requests.length, requests, `${retryAfter} at ${there}`);
    }
  });

  it('answers for what is no address', async () => {
    assert.equal((await createHttp(quick).getJson('nonsense')).kind, 'failure');
  });
});
