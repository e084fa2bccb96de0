import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gather, latestScorecard, noEvidence, trend } from '../../src/core/index';
import type { CancelSignal, Evidence, EvidenceRequest, Fact, Scorecard } from '../../src/core/index';
import { createHttp } from '../../src/sources/http';
import { createHistories, historyLocations } from '../../src/sources/scorecardHistory';
import type { HistoryAccess } from '../../src/sources/scorecardHistory';
import { createSnapshotSource } from '../../src/sources/snapshot';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';
import { requestFor, running, tempFolder } from './support';
import type { TempFolder } from './support';

const DAY = 86_400_000;
const start = Date.parse('2026-11-23T09:00:00.000Z');
const database = readFileSync(
  resolve(import.meta.dirname, '../fixtures/scorecard/monitor-database.json'),
  'utf8',
);

describe('the history of Scorecards that a policy names', () => {
  let temp: TempFolder;
  let service: StandIn;
  let time: number;
  let kept: Map<string, string>;
  const address = () => `${service.url}/reporting/database.json`;
  const say = (body: string, type = 'application/json') => service.fail({ kind: 'body', type, body });

  const store = {
    get: (key: string) => Promise.resolve(kept.get(key)),
    set: (key: string, text: string) => Promise.resolve(void kept.set(key, text)),
  };
  const http = () => Promise.resolve(createHttp({ userAgent: 'test', retries: 0, timeoutMs: 2000 }));
  const online: HistoryAccess = { store, http };
  const offline: HistoryAccess = { store };
  const nothingInside = () => Promise.resolve(undefined);

  beforeEach(async () => {
    temp = tempFolder();
    service = await startStandIn(() => undefined);
    kept = new Map();
    time = start;
  });
  afterEach(async () => {
    temp.remove();
    await service.close();
  });

  const origin = { source: 'npm', label: 'npm registry', date: '2026-11-23' } as const;
  const requestOf = (
    id = 'github.com/NodeJS/Undici',
    more: Partial<EvidenceRequest> = {},
  ): EvidenceRequest => {
    const repository = { value: { id, provenance: 'self-reported' }, origin } as const;
    return { ...requestFor('undici'), known: { ...noEvidence, repository }, ...more };
  };

  /** Another process: nothing is in memory, the store is the same. */
  const lookUp = async (
    locations: readonly string[],
    access: HistoryAccess,
    {
      request = requestOf(),
      builtIn = nothingInside,
      signal = running,
    }: { request?: EvidenceRequest; builtIn?: typeof historyOf; signal?: CancelSignal } = {},
  ): Promise<Evidence> => {
    const source = createHistories(builtIn, () => new Date(time).toISOString())(locations, access);
    const known = await gather([request], { sources: [source], offline: [] }, signal);
    return known.get(request.key) ?? noEvidence;
  };
  const { historyOf } = createSnapshotSource(resolve(import.meta.dirname, '../../resources/snapshot'));
  const told = ({ scorecards }: Evidence) =>
    scorecards.map(({ value, origin: { source, label, date } }) => [
      source,
      label,
      date,
      value.history.length + 1,
    ]);

  it('comes from a file, with the day of its last point', async () => {
    temp.write('database.json', database);
    const known = await lookUp([join(temp.path, 'database.json')], offline);
    assert.deepEqual(told(known), [['monitor', 'database.json', '2025-09-10', 29]]);
    assert.deepEqual(known.gaps, []);
  });

  it('comes from an address once a day, and without network from what was kept', async () => {
    say(database);
    assert.deepEqual(told(await lookUp([address()], online)), [
      ['monitor', `${service.host}/…/database.json`, '2025-09-10', 29],
    ]);
    time += DAY - 1;
    assert.equal((await lookUp([address()], online)).scorecards.length, 1);
    assert.equal(service.requests.length, 1);
    time += 1;
    assert.equal((await lookUp([address()], offline)).scorecards.length, 1);
    assert.equal(service.requests.length, 1);
    await lookUp([address()], online);
    assert.equal(service.requests.length, 2);
  });

  it('comes without a body where the server says that it still holds', async () => {
    const marked = await startStandIn((_path, { headers }) =>
      headers['if-none-match'] === '"1"'
        ? { status: 304, json: null, text: '' }
        : {
            json: null,
            text: database,
            headers: { etag: '"1"', 'last-modified': 'Mon, 23 Nov 2026 08:00:00 GMT' },
          },
    );
    try {
      const at = `${marked.url}/database.json`;
      for (let day = 0; day < 3; day++) {
        assert.equal((await lookUp([at], online)).scorecards.length, 1, `day ${day}`);
        time += DAY;
      }
      assert.deepEqual(
        marked.requests.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']]),
        [
          [undefined, undefined],
          ['"1"', 'Mon, 23 Nov 2026 08:00:00 GMT'],
          ['"1"', 'Mon, 23 Nov 2026 08:00:00 GMT'],
        ],
      );
    } finally {
      await marked.close();
    }
  });

  it('stays in use when the address fails', async () => {
    say(database);
    await lookUp([address()], online);
    time += 2 * DAY;
    for (const broken of ['<html>Log in</html>', '{"version":1}', database.slice(0, 500)]) {
      say(broken);
      const known = await lookUp([address()], online);
      assert.equal(known.scorecards.length, 1, broken.slice(0, 20));
    }
    service.fail({ kind: 'status', status: 500 });
    assert.equal((await lookUp([address()], online)).scorecards.length, 1);
  });

  it('is not downloaded when the time is over: what is kept counts, else the time is told as the cause', async () => {
    say(database);
    const over = { signal: { aborted: true } };
    const none = await lookUp([address()], online, over);
    assert.deepEqual(none.gaps, [{ fact: 'history', source: 'monitor', why: 'time-out' }]);
    await lookUp([address()], online);
    time += 2 * DAY;
    service.requests.length = 0;
    const known = await lookUp([address()], online, over);
    assert.deepEqual([known.scorecards.length, known.gaps, service.requests], [1, [], []]);
  });

  it('is not waited for when the time is over, and still comes for who waits on', async () => {
    let release = (): void => undefined;
    let begin = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let questions = 0;
    const getBytes = async () => {
      questions += 1;
      begin();
      await gate;
      return { kind: 'ok', bytes: Buffer.from(database), headers: {} } as const;
    };
    const access = { store, http: () => Promise.resolve({ getBytes }) };
    const source = createHistories(nothingInside, () => new Date(time).toISOString())([address()], access);
    const stop = new AbortController();
    const [stopped, waiting] = [stop.signal, running].map((signal) => source.lookup([requestOf()], signal));
    await begun;
    stop.abort();
    const request = requestOf();
    assert.deepEqual((await stopped)?.get(request.key)?.gaps?.[0]?.why, 'time-out');
    release();
    assert.equal((await waiting)?.get(request.key)?.scorecards?.length, 1);
    assert.equal(questions, 1);
  });

  it('tells nobody a name', async () => {
    say(database);
    await lookUp([address()], online);
    const { path, body, headers } = service.requests[0] ?? assert.fail();
    assert.equal(path, '/reporting/database.json');
    assert.doesNotMatch(JSON.stringify([body, headers]), /undici/i);
  });

  const failures: readonly (readonly [string, () => Promise<Evidence>, string, string?])[] = [
    ['no file', () => lookUp([join(temp.path, 'none.json')], online), 'bad-answer', 'there is no such file'],
    ['nothing there', () => lookUp([address()], online), 'bad-answer', 'there is nothing at this address'],
    ['never downloaded', () => lookUp([address()], offline), 'offline'],
    [
      'a log-in page',
      () => {
        say('<html>', 'text/html');
        return lookUp([address()], online);
      },
      'bad-answer',
      'not a database of Scorecard Monitor',
    ],
    [
      'a server that is down',
      async () => {
        await service.close();
        return lookUp([address()], online);
      },
      'unreachable',
      'ECONNREFUSED',
    ],
  ];
  for (const [title, act, why, detail] of failures)
    it(`says why there is none: ${title}`, async () => {
      const { gaps, scorecards } = await act();
      const expected = { fact: 'history', source: 'monitor', why, ...(detail !== undefined && { detail }) };
      assert.deepEqual(gaps, [expected]);
      assert.deepEqual(scorecards, []);
    });

  it('is shown as one trend with what ships inside, and with the result of the day', async () => {
    temp.write('database.json', database);
    const inside = (await historyOf('github.com/expressjs/multer')) ?? assert.fail();
    const now: Fact<Scorecard> = {
      value: {
        ...inside.value,
        score: 8,
        date: '2026-11-20',
        checks: [{ name: 'SAST', score: 5, reason: '' }],
        history: [],
      },
      origin: { source: 'deps.dev', label: 'deps.dev', date: '2026-11-23' },
    };
    const base = requestOf('github.com/expressjs/multer');
    const request = { ...base, known: { ...base.known, scorecards: [now] } };
    const known = await lookUp([join(temp.path, 'database.json')], offline, { request, builtIn: historyOf });
    assert.deepEqual(
      known.scorecards.map((fact) => fact.origin.source),
      ['deps.dev', 'monitor', 'snapshot'],
    );
    const { value } = latestScorecard(known.scorecards) ?? assert.fail();
    assert.deepEqual([value.score, value.date], [8, '2026-11-20']);
    assert.ok(value.history.length >= 17);
    assert.equal(trend(value).length, 8);
  });

  it('says nothing of a repository that nobody knows, and does not read anything for it', async () => {
    const known = await lookUp([address()], online, { request: requestFor('undici') });
    assert.deepEqual([known.scorecards, known.gaps, service.requests], [[], [], []]);
  });

  it('knows the organization of a private package, of which nothing ships inside', async () => {
    temp.write('database.json', database);
    const privacy = { because: 'pattern', pattern: 'undici', from: 'policy' } as const;
    const request = requestOf('github.com/nodejs/undici', { privacy });
    const known = await lookUp([join(temp.path, 'database.json')], offline, { request, builtIn: historyOf });
    assert.deepEqual(
      told(known).map(([source]) => source),
      ['monitor'],
    );
  });

  it('stands beside the policy file', () => {
    const value = { scorecardHistory: ['reporting/database.json', 'https://acme.example/database.json'] };
    assert.deepEqual(historyLocations({ value: value as never, file: '/acme/policy/ospo-policy.yaml' }), [
      resolve('/acme/policy/reporting/database.json'),
      'https://acme.example/database.json',
    ]);
  });
});
