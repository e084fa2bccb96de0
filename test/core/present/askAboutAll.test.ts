import { strict as assert } from 'node:assert';
import { askAboutAll } from '../../../src/core/present/askAboutAll';
import { reportOf } from '../../../src/core/report/report';
import { policy } from './samples';
import { NOW, sourceOf, use } from '../report/samples';

const web = sourceOf('apps/web/package.json', [use('agpl', 'AGPL-3.0-only'), use('isc', 'ISC')]);
const api = sourceOf('apps/api/package.json', [use('isc', 'ISC'), use('ok', 'MIT')]);
const casesOf = (...sources: (typeof web)[]) =>
  askAboutAll(reportOf({ sources, now: NOW, offline: false }).review);

describe('present/askAboutAll', () => {
  it('puts all packages into one case, each once, with why and where', () => {
    const [only, ...others] = casesOf(web, api);
    assert.deepEqual(others, []);
    assert.equal(only?.amount, 2);
    assert.equal(only.link?.case.title, '2 packages to decide on');
    assert.equal(
      only.text,
      [
        'Judged by Acme 2026-11.',
        '',
        'agpl 1.0.0: AGPL-3.0-only, Denied',
        '- AGPL-3.0-only is denied by policy 2.3 as network copyleft. Source: package-lock.json, 2026-11-23.',
        '- Used at apps/web/package.json:2',
        '',
        'isc 1.0.0: ISC, Needs review',
        '- ISC (permissive) is not mentioned by the policy: needs review. Source: package-lock.json, 2026-11-23.',
        '- Used at apps/web/package.json:3, apps/api/package.json:2',
        '',
        'What we need them for: ',
      ].join('\n'),
    );
    assert.equal(new URL(only.link.url).searchParams.get('body'), only.text);
  });

  it('keeps the address short and the text whole', () => {
    const many = Array.from({ length: 80 }, (_, index) => use(`package-${index}`, 'ISC'));
    const [only] = casesOf(sourceOf('package.json', many));
    assert.ok((only?.link?.url.length ?? Infinity) <= 2000);
    assert.match(only?.text ?? '', /package-79 1\.0\.0/);
    assert.equal(only?.summary.length, 13);
    assert.equal(only.summary[0], 'package-0 1.0.0: ISC, Needs review');
    assert.equal(only.summary.at(-1), '… and 68 more');
  });

  it('makes a case of its own for each policy', () => {
    const other = { ...policy, name: 'Other', origin: 'other.yaml', ask: undefined };
    const cases = casesOf(web, { ...sourceOf('x/package.json', [use('zlib', 'Zlib')]), policy: other });
    assert.deepEqual(
      cases.map(({ policy: { name }, amount, link }) => [name, amount, link?.label]),
      [
        ['Acme', 2, 'Ask the OSPO'],
        ['Other', 1, undefined],
      ],
    );
  });

  it('asks nothing where nothing is to be asked', () => {
    assert.deepEqual(casesOf(sourceOf('package.json', [use('ok', 'MIT')])), []);
  });
});
