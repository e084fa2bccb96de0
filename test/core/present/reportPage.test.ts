import { strict as assert } from 'node:assert';
import { dependenciesCsv, reviewCsv } from '../../../src/core/present/reportCsv';
import { reportMarkdown, reviewMarkdown } from '../../../src/core/present/reportMarkdown';
import { reportPage } from '../../../src/core/present/reportPage';
import { reviewJson, reviewText } from '../../../src/core/present/reviewText';
import { csvOf } from '../../../src/core/present/csv';
import type { Judgement } from '../../../src/core/model';
import type { ReportSource } from '../../../src/core/report/packages';
import { reportOf } from '../../../src/core/report/report';
import { everyReview } from '../../../src/core/report/select';
import { dependencyOf } from './samples';
import { cardOf, NOW, own, sourceOf, use } from '../report/samples';

const reportFrom = (sources: readonly ReportSource[]) => reportOf({ sources, now: NOW, offline: true });
const web = sourceOf('apps/web/package.json', [
  use('ok', 'MIT', { card: cardOf('github.com/x/ok', 6.5, [4, 5]) }),
  use('agpl', 'AGPL-3.0-only'),
  use('mine', undefined, own),
]);
const api = sourceOf('apps/api/package.json', [use('agpl', 'AGPL-3.0-only'), use('isc', 'ISC')]);
const report = reportFrom([web, api]);

describe('present/reportPage', () => {
  it('says first what was judged, by what and when', () => {
    assert.deepEqual(reportPage(report).lead, [
      '5 dependencies in 2 package.json files: 4 different packages.',
      'Policy: Acme 2026-11 (ospo-policy.yaml).',
      'Judged 2026-11-23 09:30 UTC.',
      'Oldest evidence that decided: 2026-11-23 (agpl 1.0.0, package-lock.json).',
      'Offline: no service was asked.',
    ]);
  });

  it('draws verdicts and licenses as bars with their numbers', () => {
    const [verdicts, licenses] = reportPage(report).charts;
    assert.deepEqual(
      verdicts?.bars.map(({ label, amount, shareText, tone }) => `${label} ${amount} ${shareText} ${tone}`),
      [
        'Denied 1 25% denied',
        'Needs review 1 25% review',
        'Allowed 1 25% allowed',
        'Your own packages 1 25% own',
      ],
    );
    assert.deepEqual(
      licenses?.bars.map(({ label, amount, note }) => `${label} ${amount} ${note}`.trim()),
      ['AGPL-3.0-only 1 1 to ask about', 'ISC 1 1 to ask about', 'MIT 1'],
    );
  });

  it('counts rare licenses together', () => {
    const many = Array.from({ length: 20 }, (_, index) => use(`p${index}`, `LicenseRef-${index}`));
    const [, licenses] = reportPage(reportFrom([sourceOf('package.json', many)])).charts;
    assert.equal(licenses?.bars.length, 13);
    assert.equal(licenses.bars.at(-1)?.label, '8 other licenses');
    assert.equal(licenses.bars.at(-1)?.amount, 8);
  });

  it('shows scores and their trend only where they are known', () => {
    const { histogram, trend } = reportPage(report);
    assert.deepEqual(histogram?.notes, [
      '1 repository has a score; it is 6.5 of 10.',
      '2 packages have none.',
      'The oldest result is of 2026-06-29, 147 days old.',
    ]);
    assert.deepEqual(trend?.rows, [
      { repository: 'github.com/x/ok', from: '4.0 (2025-01-01)', to: '6.5 (2026-06-29)', drawing: '▄▅▆' },
    ]);
    const without = reportPage(reportFrom([api]));
    assert.equal(without.histogram, undefined);
    assert.equal(without.trend, undefined);
  });

  it('lists what to ask about, each place with what opens it', () => {
    const [row] = reportPage(report).review.rows;
    assert.deepEqual(row, {
      key: 'agpl@1.0.0',
      verdict: 'Denied',
      sign: '✗',
      tone: 'denied',
      subject: 'agpl 1.0.0',
      license: 'AGPL-3.0-only',
      why: [
        'AGPL-3.0-only is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
      ],
      placesText: '2 places',
      places: [
        {
          text: 'apps/web/package.json:3',
          open: 'Show agpl 1.0.0 in apps/web/package.json',
          ref: { manifest: 'id:apps/web/package.json', name: 'agpl', scope: 'production' },
        },
        {
          text: 'apps/api/package.json:2',
          open: 'Show agpl 1.0.0 in apps/api/package.json',
          ref: { manifest: 'id:apps/api/package.json', name: 'agpl', scope: 'production' },
        },
      ],
    });
  });

  it('shows as many rows as are asked for, and says how many there are', () => {
    const { review } = reportPage(report, { ...everyReview, limit: 1 });
    assert.equal(review.rows.length, 1);
    assert.equal(review.status, 'Showing 1 of 2 packages.');
    assert.deepEqual(review.more, { label: 'Show 1 more', limit: 101 });
    assert.equal(review.actions.ask, 'Ask about all 2 packages');
    assert.equal(reportPage(report).review.more, undefined);
  });

  it('offers the verdicts and manifests that there is something to ask about in', () => {
    const { filters, columns } = reportPage(report, {
      ...everyReview,
      sort: 'places',
      descending: true,
    }).review;
    assert.deepEqual(
      filters.verdict.choices.map(({ value }) => value),
      ['', 'denied', 'review'],
    );
    assert.deepEqual(
      filters.manifest.choices.map(({ label }) => label),
      ['All', 'apps/web/package.json', 'apps/api/package.json'],
    );
    assert.deepEqual(
      columns.map(({ sort = '', direction = '' }) => `${sort} ${direction}`.trim()),
      ['verdict', 'package', 'license', '', 'places descending'],
    );
  });

  it('says so when there is nothing to ask about, or nothing at all', () => {
    const page = reportPage(reportFrom([sourceOf('package.json', [use('ok', 'MIT')])]));
    assert.deepEqual(page.review.notes, ['Nothing: the policy lets every package pass.']);
    assert.equal(page.review.actions.ask, undefined);
    assert.equal(reportPage(reportFrom([])).lead[0], 'No package.json has been judged yet.');
    assert.deepEqual(reportPage(reportFrom([])).charts, []);
  });

  it('is plain JSON', () => {
    const page = reportPage(report);
    assert.deepEqual(JSON.parse(JSON.stringify(page)), page);
  });
});

/** A package whose every text from outside is an attack. */
function hostile(): Judgement {
  const name = '=cmd|"/c calc"!A1,<img src=x onerror=alert(1)>|[x](javascript:1)\n## x';
  return use(name, '<script>alert(1)</script> | @SUM(1)', { dependency: dependencyOf(name) });
}

describe('present/reportMarkdown', () => {
  it('holds every part, tables with their heads', () => {
    const text = reportMarkdown(reportPage(report));
    for (const part of [
      '# Open source report',
      '## Verdicts',
      '| Denied | 1 | 25% |',
      '## Licenses',
      '| AGPL-3.0-only \\(1 to ask about\\) | 1 | 33% |',
      '## OpenSSF Scorecard',
      '| 6–7 | 1 |',
      '## Scorecard trend',
      '## What to ask about',
      '| ✗ Denied | agpl 1.0.0 | AGPL-3.0-only |',
      'apps/web/package.json:3; apps/api/package.json:2 |',
      'Not legal advice',
    ])
      assert.ok(text.includes(part), `${part} is not in\n${text}`);
  });

  it('lets nothing from outside be markup', () => {
    const text = reportMarkdown(reportPage(reportFrom([sourceOf('package.json', [hostile()])])));
    assert.doesNotMatch(text, /<img|<script|^## x|\]\(javascript/m);
    const table = text.slice(text.indexOf('## What to ask about')).split('\n');
    const cells = table
      .filter((line) => line.startsWith('|'))
      .map((line) => line.match(/(?<!\\)\|/g)?.length);
    assert.deepEqual(cells, [6, 6, 6]);
  });

  it('gives the list to ask about alone, too', () => {
    const text = reviewMarkdown(reportPage(report));
    assert.match(text, /^# What to ask about\n\n- 5 dependencies/);
    assert.doesNotMatch(text, /## Verdicts|## What/);
  });
});

describe('present/csv', () => {
  const cells: readonly (readonly [string | number, string])[] = [
    ['plain', 'plain'],
    [6.5, '6.5'],
    [-1, '-1'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [' padded', '" padded"'],
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@scope/name', "'@scope/name"],
    ['\t=1', "'\t=1"],
    ['  =1', "'  =1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1', "'＝1"],
    ['=1,"x"', '"\'=1,""x"""'],
    ['a=1', 'a=1'],
  ];
  for (const [value, expected] of cells) {
    it(`writes ${JSON.stringify(value)}`, () => assert.equal(csvOf([[value]]), `${expected}\r\n`));
  }

  it('writes each dependency of each manifest as a row', () => {
    const rows = dependenciesCsv([web, api]).trimEnd().split('\r\n');
    assert.equal(rows.length, 6);
    assert.match(
      rows[0] ?? '',
      /^manifest,line,package,version,range,scope,verdict,license,why,findings,scorecard,/,
    );
    assert.match(rows[1] ?? '', /^apps\/web\/package\.json,2,ok,1\.0\.0,\^1\.0\.0,production,allowed,MIT,/);
    assert.match(rows[1] ?? '', /,6\.5,2026-06-29,,ospo-policy\.yaml$/);
  });

  it('writes each package to ask about as a row', () => {
    const rows = reviewCsv(report.review).trimEnd().split('\r\n');
    assert.equal(rows[0], 'package,version,verdict,license,why,places,manifests,brought_by');
    assert.match(
      rows[1] ?? '',
      /^agpl,1\.0\.0,denied,AGPL-3\.0-only,.*,2,apps\/web\/package\.json; apps\/api\/package\.json,$/,
    );
    assert.equal(rows.length, 3);
  });

  it('runs no formula that comes from outside', () => {
    const sources = [sourceOf('=1/package.json', [hostile()])];
    for (const csv of [dependenciesCsv(sources), reviewCsv(reportFrom(sources).review)])
      assert.doesNotMatch(csv, /(^|[,\n])"?[=+@-]/m);
  });
});

describe('present/reviewText', () => {
  it('prints a package a block with its places, and what was judged last', () => {
    const lines = reviewText(report, reportPage(report)).split('\n');
    assert.deepEqual(lines.slice(0, 5), [
      'agpl 1.0.0  Denied  AGPL-3.0-only',
      '  AGPL-3.0-only is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
      '  Used at apps/web/package.json:3',
      '  Used at apps/api/package.json:2',
      '',
    ]);
    assert.match(lines.at(-2) ?? '', /^2 packages are denied, unknown or need review\..*Not legal advice/);
  });

  it('gives programs the same', () => {
    const json = reviewJson(report) as { packages: { name: string; places: unknown[] }[] };
    assert.deepEqual(
      json.packages.map(({ name, places }) => `${name} ${places.length}`),
      ['agpl 2', 'isc 1'],
    );
    assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
  });
});
