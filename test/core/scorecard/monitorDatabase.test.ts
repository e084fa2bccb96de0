import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { readMonitorDatabase } from '../../../src/core/scorecard/monitorDatabase';

const point = (date: string, score: unknown = 5) => ({ date, score, commit: '0'.repeat(40) });
const of = (entry: unknown, platform = 'github.com') => ({ [platform]: { Acme: { UI: entry } } });
const points = (json: unknown) => {
  const { value, problems } = readMonitorDatabase(json);
  assert.deepEqual(problems, []);
  return value.get('github.com/acme/ui')?.map(({ date, score }) => `${date} ${score}`);
};

describe('scorecard/monitorDatabase', () => {
  const cases: readonly (readonly [string, unknown, readonly string[] | undefined])[] = [
    ['one point', of({ previous: [], current: point('2026-01-02') }), ['2026-01-02 5']],
    [
      'an instant and a day, oldest first',
      of({
        previous: [point('2026-03-01T10:00:00Z', 6), point('2025-01-01', 4)],
        current: point('2026-04-01', 7),
      }),
      ['2025-01-01 4', '2026-03-01 6', '2026-04-01 7'],
    ],
    [
      'two of a day: the later one',
      of({ previous: [point('2026-01-02T01:00:00Z', 3)], current: point('2026-01-02T09:00:00Z', 4) }),
      ['2026-01-02 4'],
    ],
    ['no earlier ones', of({ current: point('2026-01-02', 0) }), ['2026-01-02 0']],
    [
      'scores that are none',
      of({
        previous: [point('2026-01-01', -1), point('2026-01-02', 11), point('2026-01-03', '5'), point('soon')],
        current: null,
      }),
      undefined,
    ],
    ['a repository that is none', of([1, 2]), undefined],
  ];
  for (const [title, json, expected] of cases)
    it(`reads ${title}`, () => {
      assert.deepEqual(points(json), expected);
    });

  it('finds repositories of every platform, in any letter case', () => {
    const { value } = readMonitorDatabase(of({ current: point('2026-01-02') }, 'gitlab.com'));
    assert.deepEqual([...value.keys()], ['gitlab.com/acme/ui']);
  });

  for (const json of [undefined, null, [], {}, 'text', { repositories: [] }, { version: 1 }])
    it(`says that this is no database: ${JSON.stringify(json)}`, () => {
      const { value, problems } = readMonitorDatabase(json);
      assert.equal(value.size, 0);
      assert.equal(problems[0]?.message, 'not a database of Scorecard Monitor');
    });

  it('reads what a monitor really wrote', () => {
    const file = new URL('../../fixtures/scorecard/monitor-database.json', import.meta.url);
    const { value } = readMonitorDatabase(JSON.parse(readFileSync(file, 'utf8')));
    assert.deepEqual(
      [...value].map(([id, all]) => [id, all.length]),
      [
        ['github.com/expressjs/express', 10],
        ['github.com/expressjs/multer', 17],
        ['github.com/nodejs/llhttp', 30],
        ['github.com/nodejs/node-gyp', 30],
        ['github.com/nodejs/undici', 29],
      ],
    );
    assert.deepEqual(value.get('github.com/expressjs/multer')?.at(-1), { date: '2026-06-29', score: 7.5 });
  });
});
