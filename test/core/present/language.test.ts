import assert from 'node:assert/strict';
import {
  listing,
  phrase,
  plural,
  speak,
  spokenBundle,
  t,
  translated,
  worded,
} from '../../../src/core/present/language';

describe('language', () => {
  afterEach(() => speak(undefined));

  const filled: readonly [string, readonly (string | number)[], string][] = [
    ['No findings.', [], 'No findings.'],
    ['{0} is {1}.', ['MIT', 'allowed'], 'MIT is allowed.'],
    ['{1} before {0}, {1} again', ['a', 'b'], 'b before a, b again'],
    ['{0} dependencies', [0], '0 dependencies'],
    ['{0} and {1}', ['only one'], 'only one and {1}'],
    ['write { "name": "^1.0.0" } or {}', ['x'], 'write { "name": "^1.0.0" } or {}'],
    ['{0} then {1}', ['{1}', '{0}'], '{1} then {0}'],
    ['{0}', ['$& $1 $$'], '$& $1 $$'],
  ];
  for (const [message, args, expected] of filled)
    it(`fills ${JSON.stringify(message)}`, () => assert.equal(t(message, ...args), expected));

  it('says what the bundle says, and English where it says nothing', () => {
    speak({ '{0} is {1}.': '{1}: {0}.' });
    assert.equal(t('{0} is {1}.', 'MIT', 'erlaubt'), 'erlaubt: MIT.');
    assert.equal(t('No findings.'), 'No findings.');
    assert.equal(t('constructor'), 'constructor');
  });

  it('hands out what it speaks', () => {
    const bundle = { a: 'b' };
    speak(bundle);
    assert.equal(spokenBundle(), bundle);
  });

  it('has a message for one and a message for all else', () => {
    speak({ '{0} finding in {1}': '{0} Befund in {1}', '{0} findings in {1}': '{0} Befunde in {1}' });
    const say = (amount: number) => plural(amount, '{0} finding in {1}', '{0} findings in {1}', 'a');
    assert.deepEqual([0, 1, 2].map(say), ['0 Befunde in a', '1 Befund in a', '2 Befunde in a']);
  });

  const lists: readonly [readonly string[], string, string][] = [
    [[], '', ''],
    [['a'], 'a', 'a'],
    [['a', 'b'], 'a and b', 'a oder b'],
    [['a', 'b', 'c'], 'a, b and c', 'a, b oder c'],
  ];
  for (const [items, english, german] of lists)
    it(`lists ${String(items.length)} items`, () => {
      assert.equal(listing(items, 'and'), english);
      speak({ '{0} or {1}': '{0} oder {1}' });
      assert.equal(listing(items, 'or'), german);
    });

  it('looks words up when they are read, not when their table is made', () => {
    const table = worded({ yes: () => t('yes'), no: () => t('no') });
    const late = phrase('too late');
    speak({ yes: 'ja', 'too late': 'zu spät' });
    assert.deepEqual({ ...table }, { yes: 'ja', no: 'no' });
    assert.equal(translated(late), 'zu spät');
    speak(undefined);
    assert.deepEqual([table.yes, translated(late)], ['yes', 'too late']);
  });
});
