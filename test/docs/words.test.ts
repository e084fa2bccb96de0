import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import {
  collectWords,
  faultsOf,
  sourceFiles,
  translations,
  unwordedTexts,
  writtenWords,
} from '../../scripts/words';

const { keys, faults } = collectWords();

describe('the words', () => {
  it('are literals, so that they can be collected', () => assert.deepEqual(faults, []));

  it('all pass through the language', () => assert.deepEqual(unwordedTexts(), []));

  it('are written down for translators: else run "npm run words"', () =>
    assert.deepEqual(Object.keys(writtenWords()), keys));

  it('are there in German', () => assert.deepEqual([...translations().keys()], ['de']));

  for (const [language, bundle] of translations())
    it(`are complete in ${language}, and no more: CONTRIBUTING.md tells how to add a sentence`, () =>
      assert.deepEqual(faultsOf(bundle, keys), []));

  it('are English on the command line, whose output is searched and parsed', () => {
    const speaking = sourceFiles('src/cli').filter((file) => /\bspeak\(/.test(readFileSync(file, 'utf8')));
    assert.deepEqual(speaking, []);
  });

  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a missing one', {}, 'missing: {0} of {1}'],
    ['an unused one', { '{0} of {1}': '{0} von {1}', gone: 'weg' }, 'unused: gone'],
    [
      'another placeholder',
      { '{0} of {1}': '{0} von {2}' },
      'differs in its placeholders: {0} of {1} → {0} von {2}',
    ],
    ['an empty one', { '{0} of {1}': ' ' }, 'differs in its placeholders: {0} of {1} →  '],
  ];
  for (const [name, bundle, expected] of wrong)
    it(`are held against a translation with ${name}`, () =>
      assert.deepEqual(faultsOf(bundle, ['{0} of {1}']), [expected]));
});
