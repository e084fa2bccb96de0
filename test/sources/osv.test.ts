import { strict as assert } from 'node:assert';
import { createOsvSource } from '../../src/sources/osv';
import { ask, gapsOf, now, requestFor } from './support';

const answering = (json: unknown) => {
  const postJson = () => Promise.resolve({ kind: 'ok' as const, json, date: now() });
  return createOsvSource({ http: { postJson } as never, baseUrl: 'http://127.0.0.1', now });
};

const cases: readonly (readonly [what: string, result: unknown, ids: readonly string[] | undefined])[] = [
  ['no advisories', {}, []],
  ['an empty list', { vulns: [] }, []],
  ['an advisory', { vulns: [{ id: 'GHSA-1' }] }, ['GHSA-1']],
  ['an id that no address can hold', { vulns: [{ id: 'GHSA-\ud800' }] }, ['GHSA-\ud800']],
  ['null', null, undefined],
  ['a text', 'none', undefined],
  ['a list in place of an object', [], undefined],
  ['advisories that are no list', { vulns: {} }, undefined],
  ['an advisory without id', { vulns: [{ id: 'GHSA-1' }, {}] }, undefined],
  ['an advisory that is no object', { vulns: ['GHSA-1'] }, undefined],
  ['a page token that is no text', { vulns: [{ id: 'GHSA-1' }], next_page_token: 2 }, undefined],
];

describe('sources/osv', () => {
  for (const [what, result, ids] of cases)
    it(`reads ${what}`, async () => {
      const patch = await ask(answering({ results: [result] }), requestFor('a', { version: '1.0.0' }));
      assert.deepEqual(
        patch?.advisories?.value.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(gapsOf(patch), ids === undefined ? ['bad-answer'] : []);
    });
});
