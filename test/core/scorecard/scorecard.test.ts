import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { latestScorecard } from '../../../src/core/scorecard/latest';
import { readScorecard } from '../../../src/core/scorecard/readScorecard';
import { checkStatus } from '../../../src/core/scorecard/status';
import { scorecardViewerUrl, trend } from '../../../src/core/scorecard/trend';
import { weakestChecks } from '../../../src/core/scorecard/weakest';
import type { Fact, Scorecard } from '../../../src/core/model';

const base: Scorecard = {
  repository: 'github.com/a/b',
  score: 5,
  date: '2026-06-29',
  checks: [],
  history: [],
};
const read = (json: unknown): Scorecard => {
  const { value, problems } = readScorecard(json);
  assert.deepEqual(problems, []);
  return value!;
};
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/scorecard/${name}.json`, import.meta.url), 'utf8'));

describe('core/scorecard: reading a result', () => {
  const real = [
    ['results', 'github.com/rohankh532/scorecard-OIDC-test', 5.1, '2022-04-11', 18],
    ['valid-payload-2', 'github.com/ossf-tests/scorecard-action', 5.2, '2022-07-14', 19],
    [
      'reusable-workflow-inter-repo-results',
      'github.com/ossf-tests/scorecard-webapp-reusable-workflow-caller-e2e',
      4.1,
      '2022-12-20',
      18,
    ],
  ] as const;
  for (const [file, repository, score, date, checks] of real) {
    it(`reads ${file}.json as the Scorecard API serves it`, () => {
      const scorecard = read(fixture(file));
      assert.deepEqual(
        { ...scorecard, checks: scorecard.checks.length },
        { repository, score, date, checks, history: [] },
      );
    });
  }

  it("reads deps.dev's shape, with numbers and with the strings of older answers", () => {
    const depsDev = (score: unknown, overallScore: unknown): unknown => ({
      date: '2025-03-10T00:00:00Z',
      repository: { name: 'github.com/robpike/lisp', commit: 'e311180f' },
      checks: [
        {
          name: 'Maintained',
          documentation: { shortDescription: 'x' },
          score,
          reason: '0 commits',
          details: [],
        },
      ],
      overallScore,
      metadata: [],
    });
    const expected: Scorecard = {
      repository: 'github.com/robpike/lisp',
      score: 3.8,
      date: '2025-03-10',
      checks: [{ name: 'Maintained', score: 7, reason: '0 commits' }],
      history: [],
    };
    assert.deepEqual(read(depsDev(7, 3.8)), expected);
    assert.deepEqual(read(depsDev('7', '3.8')), expected);
  });

  it('keeps a result whose checks are missing or null', () => {
    for (const checks of [undefined, null, []]) {
      assert.deepEqual(
        read({ repo: { name: 'github.com/a/b' }, score: 5, date: '2026-06-29', checks }),
        base,
      );
    }
  });

  it('drops a check that cannot be read, says so, and keeps the others', () => {
    const checks = [{ name: 'SAST', score: 11 }, { score: 3 }, null, { name: 'License', score: '10' }];
    const { value, problems } = readScorecard({ repo: { name: 'r' }, score: 5, date: '2026-06-29', checks });
    assert.deepEqual(value?.checks, [{ name: 'License', score: 10, reason: '' }]);
    assert.deepEqual(
      problems.map((problem) => problem.code),
      Array(3).fill('scorecard.shape'),
    );
  });

  const unusable: [string, unknown][] = [
    ['null', null],
    ['an array', []],
    ['a text', 'not found'],
    ['no repository', { score: 5, date: '2026-06-29' }],
    ['a score that is no number', { repo: { name: 'r' }, score: 'high', date: '2026-06-29' }],
    ['an empty score', { repo: { name: 'r' }, score: '', date: '2026-06-29' }],
    ['a score above 10', { repo: { name: 'r' }, score: 51, date: '2026-06-29' }],
    ['no date', { repo: { name: 'r' }, score: 5 }],
    ['a date that is none', { repo: { name: 'r' }, score: 5, date: 'yesterday' }],
  ];
  for (const [what, json] of unusable) {
    it(`finds ${what} unusable, with one problem`, () => {
      const { value, problems } = readScorecard(json);
      assert.equal(value, undefined);
      assert.equal(problems.length, 1);
    });
  }
});

describe('core/scorecard: checks', () => {
  const scorecard = { ...read(fixture('valid-payload-2')) };

  it('knows three states', () => {
    assert.deepEqual(checkStatus(scorecard, 'Pinned-Dependencies'), { state: 'scored', score: 8 });
    assert.deepEqual(checkStatus(scorecard, 'Fuzzing'), { state: 'scored', score: 0 });
    assert.deepEqual(checkStatus(scorecard, 'Signed-Releases'), { state: 'inconclusive', score: undefined });
    assert.deepEqual(checkStatus(scorecard, 'SBOM'), { state: 'absent', score: undefined });
  });

  it('answers for the total, and for any case of a name', () => {
    assert.deepEqual(checkStatus(scorecard, 'total'), { state: 'scored', score: 5.2 });
    assert.deepEqual(checkStatus(scorecard, 'pinned-dependencies'), { state: 'scored', score: 8 });
    assert.equal(checkStatus({ ...scorecard, score: -1 }, 'total').state, 'inconclusive');
  });

  it('orders the weakest by risk weight times gap, then by name', () => {
    const checks = [
      ['License', 0], // 2.5 × 10
      ['SAST', 0], // 5 × 10
      ['Fuzzing', 0], // 5 × 10
      ['Maintained', 5], // 7.5 × 5
      ['Dangerous-Workflow', 4], // 10 × 6
      ['Code-Review', 10],
      ['Webhooks', -1],
      ['Newly-Invented', 1], // 5 × 9
    ].map(([name, score]) => ({ name: String(name), score: Number(score), reason: '' }));
    const names = (count: number): string[] =>
      weakestChecks({ ...base, checks }, count).map((check) => check.name);
    assert.deepEqual(names(9), [
      'Dangerous-Workflow',
      'Fuzzing',
      'SAST',
      'Newly-Invented',
      'Maintained',
      'License',
    ]);
    assert.deepEqual(names(2), ['Dangerous-Workflow', 'Fuzzing']);
    assert.deepEqual(names(0), []);
  });
});

describe('core/scorecard: trend', () => {
  const history = (...scores: number[]): Scorecard['history'] =>
    scores.map((score, index) => ({ date: `2026-01-0${index + 1}`, score }));

  const drawings: [number[], number, string][] = [
    [[], 5, ''],
    [[-1], 5, ''],
    [[0], 10, '▁█'],
    [[0, 1.5, 3, 4.5, 5.5, 7, 8.5], 10, '▁▂▃▄▅▆▇█'],
    [[10, 0, 0, 0, 0, 0, 0, 0], 0, '▁▁▁▁▁▁▁▁'],
  ];
  for (const [earlier, score, expected] of drawings) {
    it(`draws ${earlier.join(' ')} → ${score} as "${expected}"`, () => {
      assert.equal(trend({ ...base, score, history: history(...earlier) }), expected);
    });
  }

  it('links to the viewer and lets no repository name break out of the query', () => {
    assert.equal(scorecardViewerUrl('github.com/A/b'), 'https://scorecard.dev/viewer/?uri=github.com/A/b');
    assert.equal(
      scorecardViewerUrl('github.com/a/b&x=1#y'),
      'https://scorecard.dev/viewer/?uri=github.com/a/b%26x=1%23y',
    );
  });
});

describe('core/scorecard: several results', () => {
  const fact = (part: Partial<Scorecard>): Fact<Scorecard> => ({
    value: { ...base, ...part },
    origin: { source: 'snapshot', label: 'snapshot', date: '2026-11-23' },
  });
  const checks = [{ name: 'SAST', score: 1, reason: '' }];

  it('prefers the newest with checks and takes its history from the others', () => {
    const totals = fact({ date: '2024-06-03', score: 6, history: [{ date: '2023-01-01', score: 4 }] });
    const other = fact({ repository: 'github.com/x/y', date: '2022-01-01' });
    const full = fact({ repository: 'github.com/A/B', date: '2026-06-29', score: 7, checks });
    const older = fact({ date: '2025-06-29', score: 6.5, checks });
    const current = latestScorecard([totals, other, older, full]);
    assert.equal(current?.value.score, 7);
    assert.deepEqual(current.value.history, [
      { date: '2023-01-01', score: 4 },
      { date: '2024-06-03', score: 6 },
      { date: '2025-06-29', score: 6.5 },
    ]);
  });

  it('has nothing to choose from nothing', () => assert.equal(latestScorecard([]), undefined));
});
