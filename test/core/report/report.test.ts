import { strict as assert } from 'node:assert';
import type { Judgement } from '../../../src/core/model';
import { reportOf } from '../../../src/core/report/report';
import { dependencyOf, findingOf } from '../present/samples';
import { cardOf, NOW, own, sourceOf, use } from './samples';

const report = (...manifests: readonly (readonly Judgement[])[]) =>
  reportOf({
    sources: manifests.map((judgements, index) => sourceOf(`p${index}/package.json`, judgements)),
    now: NOW,
    offline: false,
  });

describe('core/report: packages', () => {
  it('counts each version of a package once, over all manifests', () => {
    const { dependencies, packages } = report(
      [use('a', 'MIT'), use('b', 'MIT')],
      [use('a', 'MIT'), use('a', 'MIT', { version: '2.0.0' })],
    );
    assert.equal(dependencies, 4);
    assert.deepEqual(
      packages.map(({ key, uses }) => `${key} ${uses.length}`),
      ['a@1.0.0 2', 'a@2.0.0 1', 'b@1.0.0 1'],
    );
  });

  it('tells packages of unknown version by their range', () => {
    const ranged = (range: string) => ({ version: '', dependency: dependencyOf('a', { range }) });
    const { packages } = report([use('a', 'MIT', ranged('^1')), use('a', 'MIT', ranged('^2'))]);
    assert.deepEqual(
      packages.map(({ key }) => key),
      ['a@?^1', 'a@?^2'],
    );
  });

  it('lists the worst first, and counts by group', () => {
    const { packages, groups, pending } = report([
      use('ok', 'MIT'),
      use('own', undefined, own),
      use('asked', undefined, { pending: true }),
      use('nothing', undefined),
      use('isc', 'ISC'),
      use('agpl', 'AGPL-3.0-only'),
    ]);
    const order = ['agpl', 'nothing', 'isc', 'asked', 'ok', 'own'];
    assert.deepEqual(
      packages.map(({ name }) => name),
      order,
    );
    assert.deepEqual(
      groups.map(({ group, amount }) => `${group} ${amount}`),
      ['denied 1', 'unknown 1', 'review 1', 'pending 1', 'allowed 1', 'own 1'],
    );
    assert.equal(pending, 1);
  });

  it('gives a package the worst verdict of its uses', () => {
    const { packages } = report([use('a', 'MIT')], [use('a', 'AGPL-3.0-only')]);
    assert.deepEqual(
      packages.map(({ group }) => group),
      ['denied'],
    );
  });
});

describe('core/report: licenses', () => {
  it('counts packages by license, the most frequent first, and those to ask about', () => {
    const { licenses } = report([
      use('a', 'MIT'),
      use('b', 'MIT', { verdict: 'denied' }),
      use('c', 'Commercial'),
      use('d', 'see the file'),
      use('e', undefined),
      use('f', undefined, own),
      use('g', undefined, { pending: true }),
    ]);
    assert.deepEqual(
      licenses.map(({ license, amount, asking }) => [
        license.kind === 'expression' ? license.text : license.kind,
        amount,
        asking,
      ]),
      [
        ['not-spdx', 2, 2],
        ['MIT', 2, 1],
        ['none', 1, 1],
      ],
    );
  });
});

describe('core/report: Scorecards', () => {
  it('counts each repository once, in ten steps', () => {
    const { scorecards } = report([
      use('a', 'MIT', { card: cardOf('github.com/x/Y', 0) }),
      use('b', 'MIT', { card: cardOf('github.com/x/y', 0) }),
      use('c', 'MIT', { card: cardOf('github.com/x/z', 9.9) }),
      use('d', 'MIT', { card: cardOf('github.com/x/w', 10) }),
      use('e', 'MIT', { card: cardOf('github.com/x/v', -1) }),
      use('f', 'MIT'),
      use('g', undefined, own),
    ]);
    assert.deepEqual(scorecards.histogram, [1, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
    assert.deepEqual([scorecards.scored, scorecards.unscored, scorecards.median], [3, 2, 9.9]);
  });

  it('takes the mean of the middle two as median, and none of none', () => {
    const two = report([
      use('a', 'MIT', { card: cardOf('github.com/x/a', 3) }),
      use('b', 'MIT', { card: cardOf('github.com/x/b', 6) }),
    ]);
    assert.equal(two.scorecards.median, 4.5);
    assert.equal(report([]).scorecards.median, undefined);
  });

  it('compares the oldest known score with the latest, the greatest changes first', () => {
    const { trend } = report([
      use('a', 'MIT', { card: cardOf('github.com/x/a', 6, [3, 9]) }),
      use('b', 'MIT', { card: cardOf('github.com/x/b', 6, [6.04]) }),
      use('c', 'MIT', { card: cardOf('github.com/x/c', 2, [-1, 5]) }),
      use('d', 'MIT', { card: cardOf('github.com/x/d', 7, [6]) }),
      use('e', 'MIT', { card: cardOf('github.com/x/e', 7) }),
    ]).scorecards;
    assert.deepEqual([trend.known, trend.rising, trend.steady, trend.falling], [4, 2, 1, 1]);
    assert.equal(trend.since, '2025-01-01');
    assert.deepEqual(
      trend.movers.map(({ scorecard, from, to }) => `${scorecard.repository} ${from} ${to}`),
      ['github.com/x/c 5 2', 'github.com/x/a 3 6', 'github.com/x/d 6 7'],
    );
  });
});

describe('core/report: what to ask about', () => {
  it('is what is denied, unknown or needs review: each package once, with every place', () => {
    const { review } = report(
      [use('ok', 'MIT'), use('isc', 'ISC'), use('agpl', 'AGPL-3.0-only')],
      [use('isc', 'ISC'), use('lgpl', 'LGPL-3.0-only'), use('nothing', undefined)],
    );
    assert.deepEqual(
      review.map(({ package: { name }, verdict, places }) => [
        name,
        verdict,
        places.map(({ use: { source }, line, column }) => `${source.path}:${line}:${column}`),
      ]),
      [
        ['agpl', 'denied', ['p0/package.json:4:4']],
        ['nothing', 'unknown', ['p1/package.json:4:4']],
        ['isc', 'review', ['p0/package.json:3:4', 'p1/package.json:2:4']],
      ],
    );
  });

  it('leaves out places where the policy lets the package pass', () => {
    const { review } = report([use('a', 'MIT')], [use('a', 'AGPL-3.0-only')]);
    assert.deepEqual(
      review.map(({ places }) => places.map(({ use: { source } }) => source.path)),
      [['p1/package.json']],
    );
  });

  it('leaves out what is still asked, and the own packages whatever is found about them', () => {
    const dependency = dependencyOf('@acme/ui');
    const finding = findingOf(
      { code: 'registry.scope-unmapped', packageScope: '@acme' },
      dependency,
      '1.0.0',
    );
    const { review } = report([
      use('asked', undefined, { pending: true }),
      use('@acme/ui', undefined, { ...own, dependency, findings: [finding] }),
    ]);
    assert.deepEqual(review, []);
  });
});

describe('core/report: the oldest evidence', () => {
  it('is the oldest that decided', () => {
    const old = use('old', 'MIT');
    const [reason] = old.reasons;
    assert.ok(reason?.origin);
    const reasons = [{ ...reason, origin: { ...reason.origin, date: '2026-01-02' } }];
    const { oldest } = report([use('a', 'MIT'), { ...old, reasons }]);
    assert.deepEqual([oldest?.package.name, oldest?.origin.date], ['old', '2026-01-02']);
    assert.equal(report([]).oldest, undefined);
  });
});
