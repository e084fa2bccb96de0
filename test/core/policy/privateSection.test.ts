import { strict as assert } from 'node:assert';
import { EVERY_NAME, parsePolicy } from '../../../src/core/index';

const read = (body: string) => {
  const { value, problems } = parsePolicy(`version: 1\n${body}\n`, { origin: 'policy.yaml' });
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return { names: value.privatePackages, errors, problems };
};

/** What a mistake must never do: send a name out that the policy meant to keep. */
describe('private names of a policy', () => {
  const cases: readonly [about: string, body: string, names: readonly string[], errors: readonly string[]][] =
    [
      ['as they should stand', 'private: ["@acme", acme-*]', ['@acme/*', 'acme-*'], []],
      ['as one text', 'private: acme-*', ['acme-*'], []],
      ['under no value yet', 'private:', [], ['policy.type']],
      ['under a letter too few', 'privat: [acme-*]', ['acme-*'], ['policy.private-key']],
      ['in another letter case', 'Private: acme-*', ['acme-*'], ['policy.private-key']],
      ['with letters swapped', 'pirvate: [acme-*]', ['acme-*'], ['policy.private-key']],
      ['under the name of the setting', 'privatePackages: [acme-*]', ['acme-*'], ['policy.private-key']],
      ['under more words', 'private-scopes: ["@acme/*"]', ['@acme/*'], ['policy.private-key']],
      ['under both', 'private: [a]\nprivates: [b]', ['a', 'b'], ['policy.private-key']],
      ['in a shape of its own', 'private: { scopes: [a] }', EVERY_NAME, ['policy.type', 'policy.private']],
      [
        'misspelled, in such a shape',
        'privat: { a: b }',
        EVERY_NAME,
        ['policy.private-key', 'policy.type', 'policy.private'],
      ],
      [
        'partly unreadable',
        'private: [a, "@@@"]',
        ['a', ...EVERY_NAME],
        ['policy.package', 'policy.private'],
      ],
      [
        'before a mistake of the format',
        'private: [a]\nlicenses: { allow: [MIT',
        EVERY_NAME,
        ['policy.syntax'],
      ],
      ['twice', 'private: [a]\nprivate: [b]', EVERY_NAME, ['policy.duplicate-key']],
      ['from an alias of nothing', 'private: *nobody', EVERY_NAME, ['policy.syntax', 'policy.type']],
      ['of a base under a misspelled key', 'extend: ./org.yaml', EVERY_NAME, ['policy.unknown-key']],
      ['of a base that nobody can name', 'extends: "http://x y"', EVERY_NAME, ['policy.extends']],
      ['under a key of the author’s own', 'x-private: [a]', [], []],
      ['under another word', 'priority: [a]', [], []],
    ];
  for (const [about, body, names, errors] of cases) {
    it(about, () => {
      const found = read(body);
      assert.deepEqual(found.names, names);
      assert.deepEqual([...new Set(found.errors)].sort(), [...errors].sort());
    });
  }

  it('says what counts', () => {
    assert.deepEqual(
      read('privat: [acme-*]').problems.map(({ message }) => message),
      ['privat: read as "private", so that no name is sent out by a spelling mistake. Write "private".'],
    );
  });
});

describe('a misspelled key that would stop something', () => {
  const cases: readonly [body: string, severity: string | undefined][] = [
    ['licences: { deny: [MIT] }', 'error'],
    ['licenses: { denny: [MIT] }', 'error'],
    ['package: { deny: [a] }', 'error'],
    ['exceptions: [{ package: a, reason: b, expire: 2026-12-31 }]', 'error'],
    ['licenses: { allow: [{ license: MIT, wen: { scope: dev } }] }', 'error'],
    ['scorecard: { floor: { SAST: 3 } }', 'error'],
    ['documnets: []', 'warning'],
    ['anything-else: 1', 'warning'],
  ];
  for (const [body, severity] of cases) {
    it(`${body}: ${severity}`, () => {
      const unknown = read(body).problems.find(({ code }) => code === 'policy.unknown-key');
      assert.equal(unknown?.severity, severity);
    });
  }
});
