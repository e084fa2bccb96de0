import { strict as assert } from 'node:assert';
import { reportOf } from '../../../src/core/report/report';
import { everyReview, readReviewQuery, selectReview } from '../../../src/core/report/select';
import type { ReviewQuery } from '../../../src/core/report/select';
import { NOW, sourceOf, use } from './samples';

const { review } = reportOf({
  sources: [
    sourceOf('a/package.json', [use('zeta', 'AGPL-3.0-only'), use('isc', 'ISC'), use('none', undefined)]),
    sourceOf('b/package.json', [use('isc', 'ISC')]),
  ],
  now: NOW,
  offline: false,
});

const cases: readonly (readonly [Partial<ReviewQuery>, readonly string[]])[] = [
  [{}, ['zeta 1', 'none 1', 'isc 2']],
  [{ verdict: 'review' }, ['isc 2']],
  [{ manifest: 'id:b/package.json' }, ['isc 1']],
  [{ manifest: 'id:nowhere' }, []],
  [{ text: ' AGPL ' }, ['zeta 1']],
  [{ text: 'isc@1.0' }, ['isc 2']],
  [{ text: '.*' }, []],
  [{ sort: 'package' }, ['isc 2', 'none 1', 'zeta 1']],
  [{ sort: 'package', descending: true }, ['zeta 1', 'none 1', 'isc 2']],
  [{ sort: 'license' }, ['none 1', 'zeta 1', 'isc 2']],
  [{ sort: 'places', descending: true }, ['isc 2', 'none 1', 'zeta 1']],
];

describe('core/report/select', () => {
  for (const [query, expected] of cases) {
    it(`${JSON.stringify(query)} gives ${expected.join(', ') || 'nothing'}`, () => {
      const found = selectReview(review, { ...everyReview, ...query });
      assert.deepEqual(
        found.map((item) => `${item.package.name} ${item.places.length}`),
        expected,
      );
    });
  }

  const hostile: readonly (readonly [unknown, Partial<ReviewQuery>])[] = [
    [[], {}],
    [null, {}],
    ['x', {}],
    [{ verdict: 'allowed', sort: 'constructor', limit: Number.NaN, text: 3, manifest: {} }, {}],
    [{ limit: -1 }, {}],
    [{ limit: 1e9 }, {}],
    [{ limit: 7.9, descending: 'yes' }, { limit: 7 }],
    [{ text: 'x'.repeat(500) }, { text: 'x'.repeat(200) }],
    [
      { verdict: 'denied', sort: 'package', descending: true },
      { verdict: 'denied', sort: 'package', descending: true },
    ],
  ];
  for (const [value, expected] of hostile) {
    it(`reads ${JSON.stringify(value).slice(0, 60)} as a query`, () =>
      assert.deepEqual(readReviewQuery(value), { ...everyReview, ...expected }));
  }
});
